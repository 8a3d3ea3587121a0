from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .invoicing_common import InvoicingCommon


@tagged("post_install", "-at_install")
class TestPaymentMatching(InvoicingCommon):
    """What was paid for an order settles its documents, whenever these come."""

    def _match(self):
        with mute_logger(RUNNER):
            self._run_automation("match_payment")

    def _create_parcel_by_parcel_order(self, quantity=2.0):
        self._set_rules(consumer="on_shipment")
        return self._create_paid_order(quantity=quantity)

    def test_each_parcels_invoice_is_settled(self):
        order = self._create_parcel_by_parcel_order(quantity=3.0)

        for _parcel in range(3):
            self._do_transfer(order, quantity=1)
            self._create_invoices()

        self.assertEqual(order.invoice_ids.mapped("amount_residual"), [0.0] * 3)
        self.assertEqual(order.flow_stage, "done")

    def test_invoice_by_hand_is_settled(self):
        self.goods.invoice_policy = "delivery"
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1)
        self._invoice(order)
        self._do_transfer(order)
        self._invoice(order)

        self._match()

        self.assertFalse(any(order.invoice_ids.mapped("amount_residual")))

    def test_payment_that_the_bank_statement_has_already_settles(self):
        order = self._create_paid_order()
        self._arrange(order).transaction_ids.payment_id.state = "paid"
        self._invoice(order)

        self._match()

        self.assertFalse(order.invoice_ids.amount_residual)
        self.assertFalse(order.is_payment_unmatched)

    def test_captured_part_settles(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        part = tx._create_child_transaction(100.0)
        self._report_done(part)
        part._post_process()
        self._invoice(order)

        self._match()

        self.assertFalse(order.invoice_ids.amount_residual)

    def test_one_payment_settles_the_invoices_of_two_orders(self):
        orders = self._create_confirmed_order() + self._create_confirmed_order()
        self._pay(orders)
        for order in orders:
            self._invoice(order)

        self._match()

        self.assertFalse(any(orders.invoice_ids.mapped("amount_residual")))

    def test_corrected_invoice_is_settled(self):
        order = self._create_paid_order()
        invoice = self._invoice(order)
        wizard = (
            self.world["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id})
        )
        wizard.modify_moves()
        (order.invoice_ids - invoice).filtered(
            lambda move: move.state == "draft"
        ).action_post()

        self._match()

        self.assertFalse(any(order.invoice_ids.mapped("amount_residual")))
        self.assertEqual(order.amount_owed, 0.0)

    def test_refund_and_credit_note_settle_each_other(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        invoice = self._invoice(order)
        self._receive_return(order)
        credit_note = self._credit(invoice, quantity=1.0)
        self._refund(self._arrange(order).transaction_ids, 50.0)

        self._match()

        self.assertFalse(credit_note.amount_residual)
        self.assertEqual(order.return_status, "settled")
        self.assertEqual(order.flow_stage, "done")

    def test_invoice_on_another_account_is_left_to_a_person(self):
        order = self._create_paid_order()
        account = self.world["account.account"].create(
            {
                "name": "Other customers",
                "code": "OTHER1",
                "account_type": "asset_receivable",
            }
        )
        order.partner_id.sudo().property_account_receivable_id = account
        self._invoice(order)

        self._match()

        self.assertTrue(order.is_payment_unmatched)
        self.assertIn(
            "different accounts", self._find_failure("match_payment", order).reason
        )

    def test_order_from_before_the_automations_is_left_alone(self):
        order = self._create_paid_order()
        self.website.automations_since = "2100-01-01"

        self.assertFalse(self._is_due("match_payment", order))


@tagged("post_install", "-at_install")
class TestInvoiceOfWhatIsKept(InvoicingCommon):
    """Only what the customer keeps and paid for is invoiced."""

    def test_refunded_order_is_not_invoiced(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        self._refund(self._arrange(order).transaction_ids)

        self._create_invoices()
        with self.assertRaisesRegex(UserError, "was refunded"):
            self.env["ecommerce.invoice.creation"]._get_or_create_invoice(order)

        self.assertFalse(order.invoice_ids)

    def test_refunded_order_of_the_bulk_action_says_why_not(self):
        order = self._create_paid_order()
        self._refund(self._arrange(order).transaction_ids)

        order.action_create_and_send_invoices()

        line = self.env["ecommerce.bulk.run.line"].search([("order_id", "=", order.id)])
        self.assertIn("was refunded", line.reason)

    def test_returned_goods_are_not_invoiced(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        self._receive_return(order)

        order.action_create_and_send_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 50.0)

    def test_credited_goods_are_not_invoiced_again(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        invoice = self._invoice(order)
        self._receive_return(order)
        self._credit(invoice, quantity=1.0)

        self.assertFalse(order.is_invoiceable)
        self.assertFalse(order.is_invoice_missing)

    def test_goods_that_will_not_leave_are_not_invoiced(self):
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1)
        self._get_open_transfer(self._arrange(order)).action_cancel()

        order.action_create_and_send_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 50.0)
        self.assertEqual(order.next_action_code, "decide")

    def test_first_invoice_is_never_negative(self):
        self._set_rules(consumer="on_shipment")
        order = self._create_order(quantity=3.0)
        self._add_coupon(order, 60.0)
        self._pay(order)
        self._do_transfer(order, quantity=1)
        self._create_invoices()
        self.assertFalse(order.invoice_ids, "The coupon is larger than the parcel")

        self._do_transfer(order)
        self._create_invoices()

        self.assertEqual(order.invoice_ids.mapped("amount_total"), [90.0])
        self.assertEqual(order.invoice_ids.move_type, "out_invoice")
        self.assertEqual(order.flow_stage, "done")

    def test_deposit_larger_than_the_first_parcel_waits(self):
        self._set_rules(consumer="on_shipment")
        self.goods.invoice_policy = "delivery"
        order = self._create_confirmed_order()
        self._register_payment(self._invoice_down_payment(order, 60.0))
        self._do_transfer(order, quantity=1)

        self._create_invoices()

        self.assertEqual(len(order.invoice_ids), 1)

    def test_what_is_added_after_the_invoice_is_invoiced(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        self._create_invoices()
        self._arrange(order).order_line.product_uom_qty = 3.0

        self._create_invoices()

        self.assertEqual(order.invoice_ids.mapped("amount_total"), [50.0, 100.0])

    def test_the_rest_is_invoiced_in_bulk_after_a_deposit(self):
        order = self._create_confirmed_order()
        self._register_payment(self._invoice_down_payment(order, 30.0))

        order.action_create_and_send_invoices()

        self.assertEqual(sum(order.invoice_ids.mapped("amount_total")), 100.0)

    def test_business_gets_a_document_over_nothing(self):
        self._set_rules(business="on_payment")
        order = self._create_order(partner_id=self.company_customer.id)
        self._add_coupon(order, 100.0)
        self._arrange(order).action_confirm()

        self._create_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 0.0)
        self.assertEqual(len(order.invoice_ids.invoice_line_ids), 2)

    def test_consumer_may_ask_for_a_document_over_nothing(self):
        self._set_rules(consumer="on_request")
        order = self._create_order()
        self._add_coupon(order, 100.0)
        self._arrange(order).action_confirm()
        self._do_transfer(order)
        self.assertEqual(order.flow_stage, "done")

        self.assertTrue(order._can_request_invoice())
        self.env["ecommerce.invoice.creation"]._request_invoice(order)

        self.assertEqual(order.invoice_ids.state, "posted")

    def test_requested_invoice_that_was_a_draft_is_sent_once_posted(self):
        self._set_rules(consumer="on_request")
        order = self._create_paid_order()
        draft = self._arrange(order)._create_invoices()
        with mute_logger(
            "odoo.addons.ecommerce_order_flow.models.invoicing.ecommerce_invoice_creation"
        ):
            self.env["ecommerce.invoice.creation"]._request_invoice(order)
        self.assertFalse(draft.is_to_send)
        self.assertEqual(order.next_action_code, "ship")

        draft.action_post()

        self.assertTrue(draft.is_to_send)

    def test_draft_is_no_invoice(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        self._arrange(order)._create_invoices()

        self.assertEqual(order.invoicing_status, "draft")
        self.assertEqual(order.flow_stage, "shipped")
        self.assertEqual(order.next_action_code, "post_draft")

    def test_invoice_reset_to_draft_is_no_invoice(self):
        order = self._create_paid_order()
        self._do_transfer(order)
        invoice = self._invoice(order)
        self.assertEqual(order.flow_stage, "done")

        invoice.button_draft()

        self.assertEqual(order.flow_stage, "shipped")

    def test_stage_follows_the_invoice_rule(self):
        self._set_rules(consumer="on_request")
        order = self._create_paid_order()
        self._do_transfer(order)
        self.assertEqual(order.flow_stage, "done")

        self._set_rules(consumer="on_payment")

        self.assertEqual(order.flow_stage, "shipped")

    def test_stage_follows_the_kind_of_customer(self):
        self._set_rules(business="on_payment", consumer="on_request")
        order = self._create_paid_order()
        self._do_transfer(order)

        self.partner.company_name = "Jane's Lamps"

        self.assertEqual(order.flow_stage, "shipped")

    def test_stage_follows_automatic_invoices(self):
        self._set_rules(consumer="on_request")
        order = self._create_paid_order()
        self._do_transfer(order)

        parameters = self.world["ir.config_parameter"].sudo()
        parameters.set_param("sale.automatic_invoice", "True")
        self.assertEqual(order.flow_stage, "shipped")

        parameters.set_param("sale.automatic_invoice", False)
        self.assertEqual(order.flow_stage, "done")

    def test_share_of_an_old_payment_follows_the_other_order(self):
        orders = self._create_order() + self._create_order()
        self._pay(orders).sudo().order_shares = False  # the addon was not there yet
        self.assertEqual(orders[0].amount_received, 100.0)

        self._arrange(orders[1]).order_line.product_uom_qty = 6.0

        self.assertEqual(orders[0].amount_received, 50.0)
        self.assertEqual(orders[0].payment_status, "partially_paid")
