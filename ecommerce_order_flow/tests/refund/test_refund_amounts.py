from odoo.fields import Command
from odoo.tests import tagged

from ...models.refund.wish import Wish
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundAmounts(RefundCommon):
    """Credit notes follow the invoice, to the cent and by each tax."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.high, cls.low = cls._create_tax(19.0), cls._create_tax(7.0)
        cls.included = cls._create_tax(19.0, price_include=True)

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def _create_settled_order(self, lines):
        """Return a paid, shipped and invoiced order.

        :param lines: Product, quantity, price, tax and discount of each.
        """
        order = self._create_order(
            order_line=[
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": quantity,
                        "price_unit": price,
                        "discount": discount,
                        "tax_ids": [Command.set(tax.ids)],
                    }
                )
                for product, quantity, price, tax, discount in lines
            ]
        )
        self._pay(order)
        if order.sudo().picking_ids:
            self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        return order

    def _refund_lines(self, order, *quantities):
        wish = Wish(dict(zip(order.order_line.ids, quantities, strict=False)))
        plan = self._plan(order, wish)
        refund = self.env["ecommerce.refund"]._request(order, wish, plan.amount)
        self._send()
        return refund

    def _get_taxes(self, refund):
        """Return what the credit notes take off of each tax: base and amount."""
        lines = refund.sudo().credit_note_ids.line_ids
        return {
            line.tax_line_id.amount: (line.tax_base_amount, line.balance)
            for line in lines.filtered("tax_line_id")
        }

    def _check_settled(self, order):
        """Check that nobody owes anything, in the order and in the books."""
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.flow_issues, False)
        self.assertAlmostEqual(self._get_receivable(order), 0.0)

    def test_two_tax_rates(self):
        order = self._create_settled_order(
            [(self.goods, 2, 50.0, self.high, 0), (self.service, 1, 10.0, self.low, 0)]
        )

        refund = self._refund_lines(order, 1, 1)

        self.assertEqual(refund.amount, 59.5 + 10.7)
        self.assertEqual(self._get_taxes(refund), {19.0: (50.0, 9.5), 7.0: (10.0, 0.7)})
        self._check_settled(order)

    def test_prices_with_tax(self):
        order = self._create_settled_order([(self.goods, 3, 9.99, self.included, 0)])

        for _unit in range(3):
            self._refund_lines(order, 1)

        self.assertEqual(order.amount_refunded, 29.97)
        self._check_settled(order)

    def test_discount_that_does_not_divide(self):
        order = self._create_settled_order([(self.goods, 3, 10.0, self.high, 33.33)])
        total = order.amount_total

        amounts = [self._refund_lines(order, 1).amount for _unit in range(3)]

        self.assertAlmostEqual(sum(amounts), total)
        self.assertLessEqual(amounts[0], amounts[2])
        self._check_settled(order)

    def test_amount_takes_each_tax_off_by_its_share(self):
        order = self._create_settled_order(
            [
                (self.goods, 1, 100.0, self.high, 0),
                (self.service, 1, 100.0, self.low, 0),
            ]
        )
        wish = Wish(amount=22.6)
        plan = self._plan(order, wish)

        refund = self.env["ecommerce.refund"]._request(order, wish, plan.amount)
        self._send()

        self.assertEqual(refund.amount, 22.6)
        self.assertEqual(self._get_taxes(refund), {19.0: (10.0, 1.9), 7.0: (10.0, 0.7)})
        self._check_settled(order)

    def test_what_was_invoiced_too_much_is_credited_where_it_is(self):
        order = self._create_settled_order(
            [
                (self.goods, 1, 100.0, self.high, 0),
                (self.service, 1, 100.0, self.low, 0),
            ]
        )
        self._arrange(order).order_line[0].price_unit = 90.0
        wish = self.env["ecommerce.refund.planner"]._get_wish(order, "overcharged")

        refund = self.env["ecommerce.refund"]._request(order, wish, 11.9)
        self._send()

        self.assertEqual(self._get_taxes(refund), {19.0: (10.0, 1.9)})
        self._check_settled(order)

    def test_today_s_price_does_not_matter(self):
        order = self._create_settled_order([(self.goods, 2, 50.0, self.high, 0)])
        self.goods.list_price = 999.0

        self.assertEqual(self._refund_lines(order, 1).amount, 59.5)

    def test_discount_of_the_whole_order_is_taken_back_by_its_share(self):
        order = self._create_settled_order(
            [
                (self.goods, 3, 50.0, self.high, 0),
                (self.service, 1, -10.0, self.high, 0),
            ]
        )

        refund = self._refund_lines(order, 1)
        self.assertAlmostEqual(refund.amount, 55.53)
        self._check_settled(order)
        self._refund_lines(order, 2)

        self.assertAlmostEqual(order.amount_refunded, order.amount_total)
        self._check_settled(order)

    def test_down_payment(self):
        order = self._create_order(prepayment_percent=0.3)
        self._pay(order, amount=30.0)
        invoice = self._invoice_down_payment(order, 30.0)
        self._match(order)
        self._arrange(order)._action_cancel()

        refund = self._refund_lines(order, 2)

        self.assertEqual(refund.amount, 30.0)
        self.assertEqual(refund.credit_note_ids.reversed_entry_id, invoice)
        self._check_settled(order)

    def test_foreign_currency(self):
        currency = self._get_foreign_currency()
        pricelist = self.world["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id}
        )
        order = self._create_order(pricelist_id=pricelist.id)
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)

        refund = self._refund_lines(order, 1)

        self.assertEqual(refund.currency_id, currency)
        self.assertEqual(refund.amount, 50.0)
        self._check_settled(order)

    def test_units_that_differ(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self._create_settled_order([(self.goods, 12, 10.0, self.high, 0)])
        invoice = order.sudo().invoice_ids
        self.assertFalse(invoice.invoice_line_ids.product_uom_id == dozen)

        self.assertEqual(self._refund_lines(order, 5).amount, 59.5)
