from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestFlowStage(OrderFlowCommon):
    def test_new_order_is_a_cart(self):
        self.assertEqual(self._create_order().flow_stage, "cart")

    def test_a_cart_without_payments_is_read_by_one_statement(self):
        cart = self._create_order().sudo()
        facts = self.env["ecommerce.order.facts"].sudo()
        self.assertEqual(len(facts._read(cart)[cart.id].lines), 1)

        with self.assertQueryCount(1):
            facts._read(cart)

    def test_order_without_website_has_no_stage(self):
        self.assertFalse(self._create_confirmed_order(website_id=False).flow_stage)

    def test_failed_payment_leaves_a_cart(self):
        order = self._create_order()
        self._pay(order, state="error")

        self.assertEqual(order.flow_stage, "cart")

    def test_pending_payment_awaits_payment(self):
        order = self._create_order()
        self._pay(order, state="pending")

        self.assertEqual(order.state, "sent")
        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_part_of_the_amount_awaits_payment(self):
        order = self._create_order()
        self._pay(order, 30.0)

        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_paid_cart_that_was_not_confirmed_is_to_confirm(self):
        order = self._create_order()
        self._report_done(self._create_tx(order))

        self.assertEqual(order.state, "draft")
        self.assertEqual(order.flow_stage, "to_confirm")

    def test_authorized_cart_that_was_not_confirmed_is_to_confirm(self):
        order = self._create_order()
        self._authorize(self._create_tx(order))

        self.assertEqual(order.flow_stage, "to_confirm")

    def test_reached_prepayment_is_to_confirm(self):
        order = self._create_order(prepayment_percent=0.3)
        self._report_done(self._create_tx(order, 30.0))

        self.assertEqual(order.flow_stage, "to_confirm")

    def test_missed_prepayment_is_not_to_confirm(self):
        order = self._create_order(prepayment_percent=0.3)
        self._report_done(self._create_tx(order, 29.0))

        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_any_amount_without_required_payment_is_not_to_confirm(self):
        order = self._create_order(require_payment=False)
        self._report_done(self._create_tx(order, 0.01))

        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_paid_order_is_to_ship(self):
        order = self._create_order()
        self._pay(order)

        self.assertEqual(order.flow_stage, "to_ship")

    def test_order_shipped_before_payment_is_shipped(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertEqual(order.flow_stage, "shipped")

    def test_order_to_invoice_is_shipped(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)

        self.assertEqual(order.invoice_status, "to invoice")
        self.assertEqual(order.flow_stage, "shipped")

    def test_paid_shipped_and_invoiced_order_is_done(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)

        self.assertEqual(order.flow_stage, "done")

    def test_overpaid_order_is_not_done(self):
        order = self._create_order()
        self._pay(order)
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)

        self.assertEqual(order.flow_stage, "shipped")

    def test_open_return_takes_an_order_out_of_done(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)
        self._create_return(order)

        self.assertEqual(order.flow_stage, "shipped")

    def test_settled_return_is_done_though_odoo_wants_to_invoice_again(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        invoice = self._invoice(order)
        self._receive_return(order)
        self._register_payment(self._credit(invoice, quantity=1.0))

        self.assertEqual(order.invoice_status, "to invoice")
        self.assertEqual(order.flow_stage, "done")

    def test_paid_and_invoiced_service_is_done(self):
        order = self._create_order(product=self.service)
        self._pay(order)
        self._invoice(order)

        self.assertEqual(order.flow_stage, "done")

    def test_unpaid_service_awaits_payment(self):
        order = self._create_confirmed_order(product=self.service)

        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_cancelled_order_is_cancelled(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self.assertEqual(order.flow_stage, "cancelled")

    def test_kanban_shows_the_stages_without_orders(self):
        result = (
            self.env["sale.order"]
            .with_context(read_group_expand=True)
            .web_read_group([("id", "=", False)], ["flow_stage"])
        )

        self.assertEqual(
            [group["flow_stage"] for group in result["groups"]],
            ["awaiting_payment", "to_confirm", "to_ship", "shipped", "done"],
        )
