from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundTransfer(RefundCommon):
    """What no provider gives back is transferred by a person, and booked."""

    def _register(self, order):
        wizard = self.env["ecommerce.refund.registration"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        Form(wizard).save().action_register()

    def test_wire_transfer_goes_back_by_hand(self):
        order = self._create_order_paid_by_wire()
        refund = self._request(order, quantity=1.0)
        self.assertEqual(refund.state, "to_transfer")
        self.assertEqual(order.next_action_code, "transfer_refund")

        self._register(order)

        self.assertEqual(refund.state, "done")
        self.assertEqual(order.amount_refunded, 50.0)
        self.assertEqual(refund.credit_note_ids.payment_state, "paid")
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_order_is_done_once_the_customer_has_the_money(self):
        order = self._create_order_paid_by_wire()
        self.assertEqual(order.flow_stage, "done")

        self._request(order, quantity=1.0)
        self.assertEqual(order.flow_stage, "shipped")

        self._register(order)
        self.assertEqual(order.flow_stage, "done")

    def test_money_registered_in_the_accounting(self):
        order = self._create_order()
        self._arrange(order).action_confirm()
        self._do_transfer(order)
        invoice = self._invoice(order)
        self._register_payment(invoice)
        self.assertEqual(order.payment_status, "paid")

        refund = self._request(order, quantity=1.0)
        self._register(order)

        self.assertEqual(refund.state, "done")
        self.assertEqual(order.amount_refunded, 50.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_code_for_the_banks_app(self):
        euro = self.world.ref("base.EUR")
        euro.active = True
        pricelist = self.world["product.pricelist"].create(
            {"name": "Euro", "currency_id": euro.id}
        )
        order = self._create_order_paid_by_wire(pricelist_id=pricelist.id)
        self.world["res.partner.bank"].create(
            {
                "acc_number": "DE89370400440532013000",
                "partner_id": order.partner_id.id,
            }
        )
        payment = self._request(order, quantity=1.0).payment_ids

        payload = self.env["ecommerce.refund.transfer"]._get_payload(payment)

        self.assertIn("DE89370400440532013000", payload)
        self.assertIn("EUR50", payload)
        self.assertTrue(payment.qr_code)

    def test_nobody_else_registers_it(self):
        order = self._create_order_paid_by_wire()
        payment = self._request(order, quantity=1.0).payment_ids
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")
        journal = self.company_data["default_journal_bank"]

        with self.assertRaises(AccessError):
            self.env["ecommerce.refund.transfer"].with_user(seller)._book(
                payment.with_user(seller), "2026-01-01", journal
            )


@tagged("post_install", "-at_install")
class TestRefundWizard(RefundCommon):
    """What the window says is what is booked."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def _open(self, orders):
        wizard = self.env["ecommerce.order.refund"]
        return Form(wizard.with_context(active_ids=orders.ids))

    def test_three_clicks(self):
        order = self._create_shipped_order()
        self._receive_return(order, quantity=1.0)
        self.assertEqual(order.next_action_code, "credit")

        form = self._open(order)
        self.assertEqual(form.proposal, "returned")
        self.assertEqual(form.refund_amount, 50.0)
        self.assertIn("50.00", form.summary)
        form.save().action_refund()
        self._send()

        self.assertEqual(order.amount_refunded, 50.0)
        self.assertEqual(order.flow_stage, "done")

    def test_proposals(self):
        order = self._create_shipped_order()
        self._pay(order, amount=7.0)
        cases = [("everything", 107.0), ("overpaid", 7.0), ("returned", 0.0)]
        for proposal, amount in cases:
            with self.subTest(proposal):
                form = self._open(order)
                form.proposal = proposal
                self.assertEqual(form.refund_amount, amount)

    def test_amount(self):
        order = self._create_shipped_order()
        form = self._open(order)
        form.proposal = "amount"
        form.asked_amount = 12.5
        form.reason = "Late"
        form.save().action_refund()
        self._send()

        self.assertEqual(order.amount_refunded, 12.5)

    def test_more_than_there_is(self):
        order = self._create_shipped_order()
        form = self._open(order)
        with form.line_ids.edit(0) as line:
            line.quantity = 3.0

        self.assertIn("No more than 2 of Lantern", form.obstacle)

    def test_cancelled_and_refunded_at_once(self):
        order = self._create_order()
        self._pay(order)
        wizard = self.env["ecommerce.order.cancellation"]
        form = Form(wizard.with_context(active_ids=order.ids))
        self.assertTrue(form.refund_cancelled)
        form.save().action_cancel_orders()
        self._send()

        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.payment_status, "refunded")
        self.assertEqual(order.sudo().refund_ids.state, "done")

    def test_cancelled_and_kept_as_a_credit(self):
        order = self._create_order()
        self._pay(order)
        wizard = self.env["ecommerce.order.cancellation"]
        form = Form(wizard.with_context(active_ids=order.ids))
        form.refund_cancelled = False
        form.save().action_cancel_orders()

        self.assertFalse(order.refund_ids)
        self.assertEqual(order.next_action_code, "return_cancelled_money")

    def test_several_orders_get_what_they_are_owed(self):
        orders = self._create_order() + self._create_order()
        for order in orders:
            self._pay(order)
        self._arrange(orders)._cancel_before_shipping("staff")

        self._open(orders).save().action_refund()
        self._send()

        self.assertEqual(orders.mapped("payment_status"), ["refunded", "refunded"])

    def test_several_orders_get_no_more_than_they_are_owed(self):
        settled = self._create_shipped_order()
        returned = self._create_shipped_order()
        self._receive_return(returned, quantity=1.0)
        cancelled = self._create_order(quantity=3.0)
        self._pay(cancelled)
        self._do_transfer(cancelled, quantity=1.0)
        self._arrange(cancelled)._action_cancel()
        orders = settled + returned + cancelled

        self._open(orders).save().action_refund()
        self._send()

        self.assertEqual(orders.mapped("amount_refunded"), [0.0, 50.0, 100.0])
        self.assertEqual(orders.mapped("amount_owed"), [0.0, 0.0, 0.0])

    def test_several_orders_are_not_refunded_what_is_still_shipped(self):
        order = self._create_shipped_order(quantity=1.0)
        coming = self._create_order(quantity=3.0)
        self._pay(coming)
        self._do_transfer(coming, quantity=1.0)
        orders = order + coming

        self._open(orders).save().action_refund()

        self.assertFalse(orders.refund_ids)

    def test_reason_of_an_amount_is_required(self):
        form = self._open(self._create_shipped_order())
        form.proposal = "amount"
        form.asked_amount = 12.5
        form.reason = "scratched"
        wizard = form.save()
        wizard.reason = False

        with self.assertRaisesRegex(UserError, "reason"):
            wizard.action_refund()

    def test_what_costs_nothing(self):
        order = self._create_order()
        free = order.order_line.sudo().copy({"order_id": order.id, "discount": 100.0})
        self._pay(order)
        form = self._open(order)
        form.proposal = "lines"
        for number, line in enumerate(form.line_ids._records):
            with form.line_ids.edit(number) as edited:
                edited.quantity = 2.0 if line["order_line_id"] == free.id else 0.0

        self.assertIn("paid nothing for what you chose", form.obstacle)
