from odoo.tests import tagged

from ...models.refund.wish import Wish
from .ledger_common import LedgerCommon


@tagged("post_install", "-at_install")
class TestRefundRounding(LedgerCommon):
    """Companies that round taxes for the whole document get back what was invoiced."""

    def setUp(self):
        super().setUp()
        self.world.company.tax_calculation_rounding_method = "round_globally"

    def _refund_part(self, order, *quantities, **values):
        lines = dict(zip(order.order_line.ids, quantities, strict=False))
        self._refund_wish(order, Wish(lines, **values))

    def _check_all_credited(self, order):
        """Check that nothing of the invoice is left, by base, tax and total."""
        documents = self._arrange(order).invoice_ids
        for name in ("amount_untaxed_signed", "amount_tax_signed"):
            self.assertAlmostEqual(sum(documents.mapped(name)), 0.0, msg=name)
        self.assertEqual(order.payment_status, "refunded")
        self.assertEqual(order.amount_refunded, order.amount_received)
        self._check_consistent(order)

    def test_unit_by_unit(self):
        order = self._create_settled_order(
            (self.goods, 3, 33.335, self.high, 0),
            (self.service, 3, 0.335, self.high, 0),
        )

        for _unit in range(3):
            self._refund_part(order, 1, 1)

        self._check_all_credited(order)

    def test_prices_with_and_without_tax(self):
        order = self._create_settled_order(
            (self.goods, 3, 33.335, self.high, 0),
            (self.service, 3, 0.335, self.included, 0),
        )

        for _unit in range(3):
            self._refund_part(order, 1, 1)

        self._check_all_credited(order)

    def test_prices_with_tax(self):
        order = self._create_settled_order(
            (self.goods, 3, 33.335, self.included, 0),
            (self.service, 3, 0.335, self.included, 0),
        )

        for _unit in range(3):
            self._refund_part(order, 1, 1)

        self._check_all_credited(order)

    def test_without_taxes(self):
        no_tax = self.env["account.tax"]
        order = self._create_settled_order(
            (self.goods, 3, 33.335, no_tax, 0), (self.service, 3, 0.335, no_tax, 0)
        )

        for _unit in range(3):
            self._refund_part(order, 1, 1)

        self._check_all_credited(order)

    def test_amounts_and_the_rest(self):
        order = self._create_settled_order(
            (self.goods, 3, 33.335, self.high, 0),
            (self.service, 3, 0.335, self.included, 0),
            (self.service, 1, 7.77, self.low, 12.5),
        )

        for amount in (13.37, 0.01, 50.0):
            self._refund_part(order, amount=amount)
        credited = sum(order.sudo().refund_ids.credit_note_ids.mapped("amount_total"))
        self.assertAlmostEqual(credited, 63.38)
        proposed = self.env["ecommerce.refund.planner"]._propose("everything", order)
        self._refund_wish(order, Wish(proposed))

        self._check_all_credited(order)
