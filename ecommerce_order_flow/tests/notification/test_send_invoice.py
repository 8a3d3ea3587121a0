from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from ..common import RUNNER, OrderFlowCommon


@tagged("post_install", "-at_install")
class TestSendInvoice(OrderFlowCommon, MailCase):
    """Invoices of web orders reach the customer; sent means that the mail left."""

    staff_groups = "account.group_account_invoice"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.email = "jane@example.com"

    def _create_owed_invoice(self):
        order = self._create_order()
        self._pay(order)
        return order.env["ecommerce.invoice.creation"]._get_or_create_invoice(order)

    def _send(self):
        with mute_logger(RUNNER):
            self._run_automation("send_invoice")

    def test_invoice_is_mailed_with_its_document_once(self):
        invoice = self._create_owed_invoice()

        self._send()
        self._send()

        message = invoice.flow_notification_ids.message_id
        self.assertEqual(len(message), 1)
        self.assertEqual(message.notification_ids.res_partner_id, self.partner)
        self.assertTrue(message.attachment_ids)
        self.assertFalse(invoice.is_to_send)

    def test_invoice_is_sent_only_when_the_mail_left(self):
        invoice = self._create_owed_invoice()
        self._send()
        self.assertEqual(invoice.flow_notification_ids.status, "queued")

        with self.mock_mail_gateway():
            invoice.flow_notification_ids.message_id.sudo().mail_ids.send()

        self.assertEqual(invoice.flow_notification_ids.status, "sent")

    def test_invoice_waits_for_money_that_is_authorized(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        invoice = order.env["ecommerce.invoice.creation"]._get_or_create_invoice(order)

        self._send()
        self.assertFalse(invoice.flow_notification_ids)

        part = tx._create_child_transaction(tx.amount)
        self._report_done(part)
        part._post_process()
        self._send()
        self.assertTrue(invoice.flow_notification_ids)

    def _send_partly_paid_invoice(self):
        invoice = self._invoice(self._create_confirmed_order())
        self._register_payment(invoice, 40.0)
        invoice.sudo().is_to_send = True
        self._send()
        return invoice.flow_notification_ids.message_id

    def test_mail_asks_for_what_is_still_to_be_paid(self):
        body = self._send_partly_paid_invoice().body

        self.assertIn("Still to be paid", body)
        self.assertIn("60.00", body)
        self.assertNotIn("Please remit", body)

    def test_a_mail_that_the_shop_chose_is_sent_all_the_same(self):
        template = self.world.ref("account.email_template_edi_invoice").copy(
            {"subject": "As the shop says it"}
        )
        self.world["ir.config_parameter"].sudo().set_param(
            "sale.default_invoice_email_template", str(template.id)
        )

        self.assertEqual(
            self._send_partly_paid_invoice().subject, "As the shop says it"
        )

    def test_invoice_created_by_people_is_sent_by_people(self):
        order = self._create_order()
        self._pay(order)
        invoice = self._invoice(order)

        self._send()

        self.assertFalse(invoice.flow_notification_ids)

    def test_draft_invoice_is_not_sent(self):
        invoice = self._create_owed_invoice()
        invoice.button_draft()

        self._send()

        self.assertFalse(invoice.flow_notification_ids)

    def test_odoo_does_not_send_it_a_second_time(self):
        self.world["ir.config_parameter"].sudo().set_param(
            "sale.automatic_invoice", "True"
        )
        invoice = self._create_owed_invoice()
        self._send()
        invoice.is_move_sent = False

        with self.mock_mail_gateway():
            self.world["payment.transaction"]._cron_send_invoice()

        self.assertFalse(self._new_mails)

    def _assert_mended(self, invoice, failure, reason):
        self.assertIn(reason, failure.reason)
        self.assertEqual(failure.order_id.state, "sale")
        self.assertFalse(invoice.flow_notification_ids)
        failure.sudo().next_attempt = False

        self._send()

        self.assertFalse(failure.exists())
        self.assertTrue(invoice.flow_notification_ids)

    def test_missing_renderer_is_a_failure_until_it_is_there(self):
        invoice = self._create_owed_invoice()

        with patch.object(
            self.registry["ir.actions.report"],
            "_pre_render_qweb_pdf",
            side_effect=UserError("Unable to find Wkhtmltopdf"),
        ):
            self._send()

        failure = self._find_failure("send_invoice", invoice)
        self._assert_mended(invoice, failure, "Unable to find Wkhtmltopdf")

    def test_e_invoice_that_fails_is_a_failure_until_it_works(self):
        invoice = self._create_owed_invoice()

        def fail(_send, _invoice, invoice_data):
            invoice_data["error"] = {
                "error_title": "Factur-X can't be made",
                "errors": ["The buyer has no country"],
            }

        with patch.object(
            self.registry["account.move.send"],
            "_hook_invoice_document_before_pdf_report_render",
            fail,
        ):
            self._send()

        failure = self._find_failure("send_invoice", invoice)
        self._assert_mended(invoice, failure, "The buyer has no country")

    def test_broken_template_is_a_failure_until_it_is_mended(self):
        invoice = self._create_owed_invoice()

        with patch.object(
            self.registry["account.move.send"],
            "_get_mail_default_field_value_from_template",
            side_effect=ValueError("No such field"),
        ):
            self._send()

        failure = self._find_failure("send_invoice", invoice)
        self._assert_mended(invoice, failure, "No such field")

    def test_customer_without_address_is_a_case_for_a_person(self):
        self.partner.email = False
        invoice = self._create_owed_invoice()

        self._send()

        failure = self._find_failure("send_invoice", invoice)
        self.assertEqual(failure.state, "stuck")
        self.assertIn(self.partner.name, failure.reason)
