from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestNextAction(OrderFlowCommon):
    def assertNext(self, order, code, *words):
        order.invalidate_recordset(["next_action", "next_action_code"])
        self.assertEqual(order.next_action_code, code, order.next_action)
        for word in words:
            self.assertIn(word, order.next_action)

    def test_order_without_website_has_no_next_action(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertFalse(order.next_action)

    def test_transfers_of_a_whole_screen_are_read_at_once(self):
        orders = self._create_confirmed_order() | self._create_confirmed_order()
        self.env.invalidate_all()

        for order in orders:
            transfer = self.env["ecommerce.next.action"]._get_next_transfer(order)

            self.assertEqual(transfer, order.picking_ids)
            self.assertEqual(set(transfer._prefetch_ids), set(orders.picking_ids.ids))

    def test_cart_waits_for_the_checkout(self):
        self.assertNext(self._create_order(), "wait_for_checkout")

    def test_abandoned_cart_is_to_be_recovered(self):
        order = self._create_order(date_order="2020-01-01")

        self.assertNext(order, "recover")

    def test_failed_payment_is_explained(self):
        order = self._create_order()
        self._pay(order, state="error")

        self.assertNext(order, "wait_for_checkout", "Card declined")

    def test_wire_transfer_waits_with_amount_and_reference(self):
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")

        self.assertNext(order, "confirm_unpaid", "100.00", order.reference)

    def test_other_pending_payment_waits_for_the_provider(self):
        order = self._create_order()
        self._pay(order, state="pending")

        self.assertNext(order, "wait_for_payment", "provider")

    def test_part_of_the_amount_waits_for_the_rest(self):
        order = self._create_order()
        self._pay(order, 30.0)

        self.assertNext(order, "wait_for_payment", "30.00", "100.00")

    def test_paid_cart_is_to_be_confirmed(self):
        order = self._create_order()
        self._report_done(self._create_tx(order))

        self.assertNext(order, "confirm", "100.00")

    def test_warehouse_ships_the_confirmed_order(self):
        order = self._create_order()
        self._pay(order)

        self.assertNext(order, "ship", order.picking_ids.name)

    def test_unpaid_order_is_not_shipped_before_it_is_paid(self):
        order = self._create_confirmed_order()

        self.assertNext(order, "ship", "is not paid")
        self.assertEqual(order.picking_ids.shipping_blocker, "payment")

    def test_goods_wait_for_money_that_went_back_and_is_to_come_again(self):
        order = self._create_order()
        self._pay(order, state="pending")
        self._refund(self._pay(order))

        self.assertEqual(order.payment_status, "pending")
        self.assertNext(order, "ship", "is not paid")

    def test_missing_stock_is_named(self):
        sold_out = self._create_product(name="Bird table")
        order = self._create_order(product=sold_out)
        self._pay(order)
        self._arrange(order).action_confirm()

        self.assertNext(order, "ship", "waits for stock", "Bird table")

    def test_partly_missing_stock_is_named(self):
        order = self._create_order(quantity=500.0)
        self._pay(order)
        self._arrange(order).action_confirm()

        self.assertNext(order, "ship", order.picking_ids.name, "Lantern")

    def test_held_order_is_to_be_released(self):
        order = self._create_confirmed_order()
        order._hold("fraud")

        self.assertNext(order, "release", "Suspected Fraud")

    def test_refunded_order_is_to_be_cancelled(self):
        order = self._create_order()
        self._refund(self._pay(order))

        self.assertNext(order, "cancel")

    def test_authorized_payment_is_captured_once_shipped(self):
        order = self._create_order()
        self._pay(order, state="authorized")
        self.assertNext(order, "ship")

        self._do_transfer(order)
        self.assertNext(order, "capture")

    def test_shipped_order_is_to_be_invoiced(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)

        self.assertNext(order, "invoice")

    def test_open_invoice_is_to_be_collected(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        self._invoice(order)

        self.assertNext(order, "collect", "100.00")

    def test_surplus_is_to_be_refunded(self):
        order = self._create_order()
        self._pay(order)
        self._pay(order, 120.0)
        self._do_transfer(order)
        self._invoice(order)

        self.assertNext(order, "return_money", "120.00")

    def test_what_only_credit_notes_give_back_is_no_payment(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        self._credit(self._invoice(order), quantity=2.4)

        self.assertNext(order, "return_money", "20.00", "credit notes amount to")

    def test_return_transfer_waits_for_the_goods(self):
        order = self._create_confirmed_order()
        self._do_transfer(order)
        transfer = self._create_return(order)

        self.assertNext(order, "wait_for_return", transfer.name)

    def test_returned_goods_are_to_be_credited(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)
        self._receive_return(order)

        self.assertNext(order, "credit", "credit note")

    def test_cancelled_order_returns_the_money(self):
        order = self._create_order()
        self._pay(order)
        order._action_cancel()

        self.assertNext(order, "return_cancelled_money", "100.00")

    def _create_credited_cancelled_order(self):
        """Return a cancelled order that nobody paid, with a credit note too many."""
        order = self._create_confirmed_order()
        invoice = self._invoice(order)
        order._action_cancel()
        for _time in range(2):
            self._credit(invoice)
        return order

    def test_cancelled_order_returns_no_money_that_nobody_paid(self):
        order = self._create_credited_cancelled_order()

        self.assertNext(
            order, "correct_cancelled_credit", "amount to", "100.00", "0.00"
        )

    def test_draft_of_a_cancelled_order_is_told(self):
        order = self._create_credited_cancelled_order()
        self._arrange(order).invoice_ids.sorted("id")[-1:].button_draft()

        self.assertNext(order, "post_cancelled_draft", "draft")

    def test_cancelled_order_voids_the_authorization(self):
        order = self._create_order()
        self._pay(order, state="authorized")
        order._action_cancel()

        self.assertNext(order, "void")

    def test_cancelled_order_without_money_needs_nothing(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self.assertNext(order, "cancelled", "nothing")

    def test_settled_order_is_done(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)

        self.assertNext(order, "done")

    def test_payments_open_for_salespeople(self):
        order = self._create_order()
        tx = self._pay(order)

        action = order.action_view_payments()

        self.assertEqual(action["domain"], [("id", "in", tx.payment_id.ids)])
