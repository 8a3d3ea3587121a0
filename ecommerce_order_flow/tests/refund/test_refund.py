from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.refund.wish import Wish
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefund(RefundCommon):
    """What is refunded is credited, sent once, and told by the order's statuses."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def test_everything_of_an_invoiced_order(self):
        order = self._create_shipped_order()

        refund = self._request(order, quantity=2.0)
        self.assertEqual(refund.state, "queued")
        self._send()

        self.assertEqual(refund.state, "done")
        self.assertEqual(refund.amount, 100.0)
        self.assertEqual(order.payment_status, "refunded")
        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(refund.credit_note_ids.amount_total, 100.0)
        self.assertEqual(refund.credit_note_ids.payment_state, "paid")
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_invoice_and_credit_note_are_linked(self):
        order = self._create_shipped_order()

        refund = self._request(order, quantity=1.0, reason="Scratched")

        credit_note = refund.credit_note_ids
        self.assertEqual(credit_note.reversed_entry_id.move_type, "out_invoice")
        self.assertIn("Scratched", credit_note.ref)
        self.assertIn(credit_note, order.sudo().invoice_ids)

    def test_part_of_a_quantity(self):
        order = self._create_shipped_order()

        refund = self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(refund.amount, 50.0)
        self.assertEqual(order.payment_status, "partially_refunded")
        self.assertEqual(order.flow_stage, "done")
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_same_line_unit_by_unit_and_no_more(self):
        order = self._create_shipped_order()
        self._request(order, quantity=1.0)
        self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(order.amount_refunded, 100.0)
        with self.assertRaisesRegex(UserError, "Nothing of Lantern is left"):
            self._request(order, quantity=1.0)

    def test_order_does_not_fall_back_to_invoice(self):
        order = self._create_shipped_order()

        self._request(order, quantity=1.0)

        self.assertEqual(order.order_line.qty_to_invoice, 0.0)
        self.assertNotEqual(order.invoice_status, "to invoice")

    def test_paid_order_that_is_not_invoiced(self):
        order = self._create_order()
        self._pay(order)

        refund = self._request(order, quantity=2.0, stops_delivery=True)
        self._send()

        self.assertFalse(refund.credit_note_ids)
        self.assertEqual(order.payment_status, "refunded")
        self.assertEqual(order.order_line.product_uom_qty, 0.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_what_never_left_is_not_delivered(self):
        order = self._create_order()
        self._pay(order)

        self._request(order, quantity=1.0, stops_delivery=True)
        self._send()

        move = order.sudo().picking_ids.move_ids.filtered(
            lambda it: it.state != "cancel"
        )
        self.assertEqual(sum(move.mapped("product_uom_qty")), 1.0)
        self.assertEqual(order.amount_total, 50.0)
        self.assertEqual(order.payment_status, "paid")
        self._do_transfer(order)
        invoice = self._invoice(order)
        self._match(order)
        self.assertEqual(invoice.amount_total, 50.0)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(order.flow_stage, "done")

    def test_amount_of_an_invoiced_order(self):
        order = self._create_shipped_order()

        refund = self._request(order, amount=20.0, reason="Late")
        self._send()

        self.assertEqual(refund.credit_note_ids.amount_total, 20.0)
        self.assertEqual(order.amount_refunded, 20.0)
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.flow_stage, "done")
        self.assertNotEqual(order.invoice_status, "to invoice")

    def test_amount_of_an_order_that_is_invoiced_later(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        refund = self._request(order, amount=20.0, reason="Late")
        self._send()
        self.assertFalse(refund.credit_note_ids)

        self._invoice(order)
        self._run_automation("credit_refund")

        self.assertEqual(refund.credit_note_ids.amount_total, 20.0)
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.flow_stage, "done")
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_what_went_back_without_a_credit_note_is_only_credited(self):
        order = self._create_shipped_order()
        self._refund(order.sudo().transaction_ids, amount=20.0)
        self.assertEqual(order.next_action_code, "decide")

        refund = self._request(order, amount=20.0)

        self.assertEqual(refund.amount, 0.0)
        self.assertEqual(refund.state, "done")
        self.assertEqual(refund.credit_note_ids.amount_total, 20.0)
        self.assertEqual(order.flow_stage, "done")
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_what_is_left_after_an_amount(self):
        order = self._create_shipped_order()
        self._request(order, amount=20.0)

        refund = self._request(order, quantity=2.0)
        self._send()

        self.assertEqual(refund.amount, 80.0)
        self.assertEqual(refund.credit_note_ids.amount_total, 80.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_what_was_paid_too_much_needs_no_credit_note(self):
        order = self._create_shipped_order()
        self._pay(order, amount=30.0)

        refund = self._request(order, amount=30.0)
        self._send()

        self.assertFalse(refund.credit_note_ids)
        self.assertEqual(order.payment_status, "paid")
        self.assertEqual(order.amount_owed, 0.0)

    def test_goods_that_came_back(self):
        order = self._create_shipped_order()
        self._receive_return(order, quantity=1.0)
        self.assertEqual(order.amount_owed, -50.0)

        refund = self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(refund.amount, 50.0)
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(order.return_status, "settled")
        self.assertEqual(order.flow_stage, "done")

    def test_goods_that_came_back_of_an_order_paid_in_part(self):
        order = self._create_order(prepayment_percent=0.6)
        self._pay(order, amount=60.0)
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        self._receive_return(order, quantity=1.0)

        refund = self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(refund.credit_note_ids.amount_total, 50.0)
        self.assertEqual(refund.amount, 10.0)
        self.assertEqual(order.amount_owed, 0.0)

    def test_cancelled_order(self):
        order = self._create_order()
        self._pay(order)
        self._arrange(order)._cancel_before_shipping("staff")

        refund = self._request(order, quantity=2.0)
        self._send()

        self.assertEqual(refund.amount, 100.0)
        self.assertEqual(order.payment_status, "refunded")
        self.assertEqual(order.next_action_code, "cancelled")

    def test_pending_refund_blocks_another_of_the_same_money(self):
        self._let_provider(self._answer("pending"))
        order = self._create_shipped_order()
        refund = self._request(order, quantity=2.0)
        self._send()

        self.assertEqual(refund.state, "pending")
        with self.assertRaises(UserError):
            self._request(order, amount=1.0)
        self.assertEqual(order.next_action_code, "wait_for_refund")

        self._report_done(refund.sudo().payment_ids.transaction_id)
        self.assertEqual(refund.state, "done")

    def test_what_is_on_its_way_is_not_proposed_again(self):
        order = self._create_shipped_order()
        self._request(order, quantity=1.0)

        planner = self.env["ecommerce.refund.planner"]
        self.assertEqual(planner._choose_proposal(order), "everything")
        self.assertEqual(planner._get_amount(order, "overpaid"), 0.0)
        self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(order.amount_refunded, 100.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_more_than_there_is_is_refused(self):
        order = self._create_shipped_order()

        with self.assertRaisesRegex(UserError, "No more than"):
            self._request(order, amount=100.01)

    def test_goods_that_never_left_are_not_credited_from_those_that_did(self):
        self.goods.invoice_policy = "delivery"
        order = self._create_order(quantity=3.0)
        self._pay(order)
        self._do_transfer(order, quantity=1.0)
        self._invoice(order)
        self._match(order)

        refund = self._request(order, quantity=2.0, stops_delivery=True)
        self._send()

        self.assertEqual(refund.amount, 100.0)
        self.assertFalse(refund.credit_note_ids)
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_price_of_what_is_still_delivered_stays(self):
        order = self._create_order(quantity=3.0)
        self._pay(order)
        self.goods.list_price = 999.0

        self._request(order, quantity=1.0, stops_delivery=True)

        self.assertEqual(order.order_line.price_unit, 50.0)
        self.assertEqual(order.amount_total, 100.0)

    def test_double_click_refunds_once(self):
        order = self._create_shipped_order()

        first = self._request(order, quantity=1.0, request_key="abc")
        second = self.env["ecommerce.refund"]._request(
            order, Wish({order.order_line.id: 1.0}), 50.0, request_key="abc"
        )

        self.assertEqual(first, second)

    def test_changed_meanwhile(self):
        order = self._create_shipped_order()
        wish = Wish({order.order_line.id: 1.0})

        with self.assertRaisesRegex(UserError, "changed in the meantime"):
            self.env["ecommerce.refund"]._request(order, wish, 49.0)

    def test_nothing_negative_and_nothing_at_all(self):
        order = self._create_shipped_order()
        for quantity, amount in ((0.0, 0.0), (-1.0, 0.0), (0.0, -1.0)):
            with self.subTest(quantity=quantity, amount=amount):
                wish = Wish({order.order_line.id: quantity}, amount)
                with self.assertRaises(UserError):
                    self.env["ecommerce.refund"]._request(order, wish, 0.0)

    def test_authorized_payment_is_to_be_voided(self):
        order = self._create_order()
        self._pay(order, state="authorized")

        with self.assertRaisesRegex(UserError, "void"):
            self._request(order, quantity=1.0)

    def test_two_payments_the_newest_first(self):
        order = self._create_order()
        first = self._pay(order, amount=60.0)
        second = self._pay(order, amount=40.0)
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)

        self._request(order, quantity=1.0)
        self._send()

        self.assertEqual(self.requests, [(second.id, 40.0), (first.id, 10.0)])
        self.assertEqual(self._get_receivable(order), 0.0)
