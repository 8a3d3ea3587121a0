from odoo.tests import tagged

from ...models.refund.wish import Wish
from .ledger_common import LedgerCommon


@tagged("post_install", "-at_install")
class TestRefundLedger(LedgerCommon):
    """What refunds change in the trial balance and in the tax report, and no more."""

    def _wish(self, order, *quantities):
        return Wish(dict(zip(order.order_line.ids, quantities, strict=False)))

    def test_full(self):
        order = self._create_settled_order((self.goods, 2, 50.0, self.high, 0))

        self._check_refund(
            order,
            self._wish(order, 2),
            {"income": 100.0, "tax": 19.0, "money": -119.0},
            {19.0: (-100.0, -19.0)},
        )
        self.assertEqual(order.payment_status, "refunded")

    def test_one_line(self):
        order = self._create_settled_order(
            (self.goods, 2, 50.0, self.high, 0), (self.service, 1, 20.0, self.low, 0)
        )

        self._check_refund(
            order,
            self._wish(order, 0, 1),
            {"income": 20.0, "tax": 1.4, "money": -21.4},
            {7.0: (-20.0, -1.4)},
        )

    def test_part_of_a_quantity(self):
        order = self._create_settled_order((self.goods, 3, 9.99, self.high, 0))

        for tax in (-1.9, -1.9, -1.89):
            money = round(-9.99 + tax, 2)
            self._check_refund(
                order,
                self._wish(order, 1),
                {"income": 9.99, "tax": -tax, "money": money},
                {19.0: (-9.99, tax)},
            )

    def test_delivery_only(self):
        carrier = self._prepare_carrier(self._prepare_carrier_product())
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        self._arrange(order)._create_delivery_line(carrier, 5.0)
        delivery = order.order_line.filtered("is_delivery")
        self._arrange(delivery).tax_ids = self.high
        self._pay(order)
        self._settle(order)

        self._check_refund(
            order,
            Wish(self.env["ecommerce.refund.planner"]._propose("delivery", order)),
            {"income": 5.0, "tax": 0.95, "money": -5.95},
            {19.0: (-5.0, -0.95)},
        )

    def test_free_amount_of_two_rates(self):
        order = self._create_settled_order(
            (self.goods, 1, 100.0, self.high, 0), (self.service, 1, 100.0, self.low, 0)
        )

        self._check_refund(
            order,
            Wish(amount=22.6),
            {"income": 20.0, "tax": 2.6, "money": -22.6},
            {19.0: (-10.0, -1.9), 7.0: (-10.0, -0.7)},
        )

    def test_discount(self):
        order = self._create_settled_order((self.goods, 2, 50.0, self.high, 10))

        self._check_refund(
            order,
            self._wish(order, 1),
            {"income": 45.0, "tax": 8.55, "money": -53.55},
            {19.0: (-45.0, -8.55)},
        )

    def test_two_rates(self):
        order = self._create_settled_order(
            (self.goods, 2, 50.0, self.high, 0), (self.service, 1, 10.0, self.low, 0)
        )

        self._check_refund(
            order,
            self._wish(order, 1, 1),
            {"income": 60.0, "tax": 10.2, "money": -70.2},
            {19.0: (-50.0, -9.5), 7.0: (-10.0, -0.7)},
        )

    def test_prices_with_tax(self):
        order = self._create_settled_order((self.goods, 2, 59.5, self.included, 0))

        self._check_refund(
            order,
            self._wish(order, 1),
            {"income": 50.0, "tax": 9.5, "money": -59.5},
            {19.0: (-50.0, -9.5)},
        )

    def test_down_payment_of_a_cancelled_order(self):
        order = self._create_taxed_order(
            (self.goods, 2, 50.0, self.high, 0), prepayment_percent=0.5
        )
        self._pay(order, amount=59.5)
        self._invoice_down_payment(order, 59.5)
        self._match(order)
        self._arrange(order)._action_cancel()

        self._check_refund(
            order,
            self._wish(order, 2),
            {"income": 50.0, "tax": 9.5, "money": -59.5},
            {19.0: (-50.0, -9.5)},
        )

    def test_down_payment_and_final_invoice(self):
        order = self._create_taxed_order(
            (self.goods, 2, 50.0, self.high, 0), prepayment_percent=0.5
        )
        self._pay(order, amount=59.5)
        self._invoice_down_payment(order, 59.5)
        self._pay(order, amount=59.5)
        self._settle(order)

        self._check_refund(
            order,
            self._wish(order, 1),
            {"income": 50.0, "tax": 9.5, "money": -59.5},
            {19.0: (-50.0, -9.5)},
        )
        self._check_refund(
            order,
            self._wish(order, 1),
            {"income": 50.0, "tax": 9.5, "money": -59.5},
            {19.0: (-50.0, -9.5)},
        )

    def test_two_transactions(self):
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        first = self._pay(order, amount=60.0)
        second = self._pay(order, amount=59.0)
        self._settle(order)

        self._check_refund(
            order,
            self._wish(order, 2),
            {"income": 100.0, "tax": 19.0, "money": -119.0},
            {19.0: (-100.0, -19.0)},
        )
        self.assertEqual(self.requests, [(second.id, 59.0), (first.id, 60.0)])

    def test_partial_captures(self):
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        tx = self._pay(order, state="authorized")
        for amount in (59.5, 59.5):
            part = tx._create_child_transaction(amount)
            self._report_done(part)
            part._post_process()
        self._settle(order)

        self._check_refund(
            order,
            Wish(amount=100.0),
            {"income": 84.03, "tax": 15.97, "money": -100.0},
            {19.0: (-84.03, -15.97)},
        )
        self.assertEqual([amount for _tx, amount in self.requests], [59.5, 40.5])

    def test_foreign_currency_at_the_rate_of_the_invoice(self):
        order, currency = self._create_foreign_order()
        currency.rate_ids.filtered(
            lambda rate: str(rate.name) == "2020-01-01"
        ).rate = 4.0

        self._check_refund(
            order,
            self._wish(order, 1),
            {"income": 25.0, "tax": 4.75, "money": -14.88, "exchange": -14.87},
            {19.0: (-25.0, -4.75)},
        )

    def test_amount_in_a_foreign_currency_at_the_rate_of_the_invoice(self):
        order, currency = self._create_foreign_order()
        currency.rate_ids.filtered(
            lambda rate: str(rate.name) == "2020-01-01"
        ).rate = 4.0

        self._check_refund(
            order,
            Wish(amount=59.5),
            {"income": 25.0, "tax": 4.75, "money": -14.88, "exchange": -14.87},
            {19.0: (-25.0, -4.75)},
        )

    def _create_foreign_order(self):
        """Return an order of which two of its currency are worth one of the books'."""
        currency = self._get_foreign_currency()
        pricelist = self.world["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id}
        )
        line = (self.goods, 2, 50.0, self.high, 0)
        return self._create_settled_order(line, pricelist_id=pricelist.id), currency

    def test_loyalty_lines_are_taken_back_by_their_tax(self):
        order = self._create_order_with_rewards()

        self._check_refund(
            order,
            self._wish(order, 0, 1),
            {"income": 90.0, "tax": 6.3, "money": -96.3},
            {7.0: (-90.0, -6.3)},
        )
        self._check_refund(
            order,
            self._wish(order, 1, 0),
            {"income": 90.0, "tax": 17.1, "money": -107.1},
            {19.0: (-90.0, -17.1)},
        )

    def test_loyalty_lines_of_what_came_back(self):
        order = self._create_order_with_rewards()
        self._receive_return(order, quantity=1.0)
        self.assertEqual(order.amount_owed, -107.1)

        self._check_refund(
            order,
            self._wish(order, 1, 0),
            {"income": 90.0, "tax": 17.1, "money": -107.1},
            {19.0: (-90.0, -17.1)},
        )
        self.assertEqual(order.return_status, "settled")

    def _create_order_with_rewards(self):
        """Return an order with a discount of 10 %, as Odoo's loyalty app writes it.

        It is a line of its own for each tax.
        """
        return self._create_settled_order(
            (self.goods, 1, 100.0, self.high, 0),
            (self.service, 1, 100.0, self.low, 0),
            (self.service, 1, -10.0, self.high, 0),
            (self.service, 1, -10.0, self.low, 0),
        )

    # === BEFORE IT IS INVOICED === #

    def test_before_it_is_invoiced(self):
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        self._pay(order)

        self._check_refund(
            order, self._wish(order, 1), {"receivable": 59.5, "money": -59.5}
        )
        changed, report = self._watch(lambda: self._settle(order))

        self.assertEqual(changed, {"receivable": 59.5, "income": -50.0, "tax": -9.5})
        self.assertEqual(report, {19.0: (50.0, 9.5)})
        self._check_consistent(order)

    def test_amount_before_it_is_invoiced(self):
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        self._pay(order)
        self._do_transfer(order)
        self._check_refund(
            order, Wish(amount=23.8), {"receivable": 23.8, "money": -23.8}
        )

        def invoice_and_credit():
            self._invoice(order)
            self._run_automation("credit_refund")

        changed, report = self._watch(invoice_and_credit)

        self.assertEqual(changed, {"receivable": 95.2, "income": -80.0, "tax": -15.2})
        self.assertEqual(report, {19.0: (80.0, 15.2)})
        self._check_consistent(order)

    def test_cancelled_before_it_is_invoiced(self):
        order = self._create_taxed_order((self.goods, 2, 50.0, self.high, 0))
        self._pay(order)
        self._arrange(order)._action_cancel()

        self._check_refund(
            order, self._wish(order, 2), {"receivable": 119.0, "money": -119.0}
        )
