from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.mail.tests.common import MailCase

from ..common import RUNNER, OrderFlowCommon


@tagged("post_install", "-at_install")
class TestOrderMail(OrderFlowCommon, MailCase):
    """Customers get each pending mail once, whatever else goes wrong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.email = "jane@example.com"

    def _get_kinds(self, order):
        return order.flow_notification_ids.sorted("id").mapped("kind")

    def _send(self):
        with mute_logger(RUNNER):
            self._run_automation("send_order_mail")

    # === WHAT IS PENDING === #

    def test_confirmed_order_owes_its_confirmation(self):
        order = self._create_confirmed_order()

        self.assertEqual(order.pending_notification, "confirmation")

    def test_cart_owes_nothing(self):
        self.assertFalse(self._create_order().pending_notification)

    def test_pending_payment_owes_a_receipt(self):
        order = self._create_order()
        self._pay(order, state="pending")

        self.assertEqual(order.pending_notification, "order_received")

    def test_offline_payment_that_is_left_to_odoo_owes_odoos_mail(self):
        self._get_custom_provider("wire_transfer").waiting_policy = "odoo"
        order = self._create_order()
        self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(order.pending_notification, "payment_pending")

    def test_payment_that_nobody_processed_owes_nothing_yet(self):
        order = self._create_order()
        self._create_tx(order)._set_pending()

        self.assertFalse(order.pending_notification)

    def test_payment_of_a_part_owes_a_mail(self):
        order = self._create_order()
        self._pay(order, amount=40.0)

        self.assertEqual(order.pending_notification, "payment_received")

    def test_paid_order_owes_the_confirmation_only(self):
        order = self._create_order()
        self._report_done(self._pay(order, state="pending"))
        self._arrange(order).transaction_ids._post_process()

        self.assertEqual(order.pending_notification, "confirmation")

    def test_cancelled_order_owes_nothing(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self.assertFalse(order.pending_notification)

    def test_backend_order_owes_nothing(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertFalse(order.pending_notification)

    def test_order_from_before_the_automations_gets_nothing(self):
        order = self._create_confirmed_order()
        self.website.automations_since = fields.Datetime.now() + relativedelta(hours=1)

        self._send()

        self.assertFalse(order.flow_notification_ids)

    # === SENDING === #

    def test_confirmation_is_queued_once(self):
        order = self._create_confirmed_order()

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["confirmation"])
        self.assertFalse(order.pending_notification)
        notification = order.flow_notification_ids.message_id.notification_ids
        self.assertEqual(notification.res_partner_id, self.partner)

    def test_nothing_is_mailed_in_the_request(self):
        order = self._create_order()
        with self.mock_mail_gateway():
            self._pay(order)

        self.assertFalse(self._new_mails)

    def test_nobody_waits_for_the_papers_of_other_orders(self):
        orders = [self._create_confirmed_order() for _number in range(2)]
        SaleOrder = self.registry["sale.order"]
        send = SaleOrder._flow_send_order_mail
        locked_together = []

        def note_and_send(records):
            locked_together.append(records.ids)
            send(records)

        with patch.object(SaleOrder, "_flow_send_order_mail", note_and_send):
            self._send()

        self.assertEqual(locked_together, [order.ids for order in orders])

    def test_mail_is_sent_from_the_queue(self):
        order = self._create_confirmed_order()
        self._send()
        mail = order.flow_notification_ids.message_id.sudo().mail_ids

        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(order.flow_notification_ids.status, "queued")
        with self.mock_mail_gateway():
            mail.send()
        self.assertEqual(order.flow_notification_ids.status, "sent")

    def test_website_has_its_own_template(self):
        template = self.world.ref("sale.mail_template_sale_confirmation").copy(
            {"subject": "Thank you, Jane"}
        )
        self.website.confirmation_email_template_id = template
        order = self._create_confirmed_order()

        self._send()

        self.assertEqual(
            order.flow_notification_ids.message_id.subject, "Thank you, Jane"
        )

    def test_mail_is_in_the_language_of_the_customer(self):
        self.world["res.lang"]._activate_lang("de_DE")
        template = self.website.confirmation_email_template_id
        template.with_context(lang="de_DE").subject = "Danke"
        self.partner.lang = "de_DE"
        order = self._create_confirmed_order()

        self._send()

        self.assertEqual(order.flow_notification_ids.message_id.subject, "Danke")

    def test_each_payment_is_told_once(self):
        order = self._create_order()
        self._pay(order, state="pending", amount=40.0)
        self._send()
        self._pay(order, state="pending", amount=60.0)

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["order_received", "payment_pending"])

    def test_mail_asked_for_by_another_addon_is_sent(self):
        order = self._create_confirmed_order()
        template = self.world.ref("sale.mail_template_sale_confirmation")

        with self.mock_mail_gateway():
            order._send_order_notification_mail(template)

        self.assertTrue(self._new_mails)

    # === THE ORDER AS PDF === #

    def _send_with_pdf(self, order_pdf):
        """Return the documents that the customer got with the confirmation."""
        self.website.order_pdf = order_pdf
        order = self._create_confirmed_order()
        self._send()
        return order.flow_notification_ids.message_id.sudo().attachment_ids

    def test_order_is_attached_as_odoo_does(self):
        self.assertEqual(self.website.order_pdf, "always")
        self.assertEqual(len(self._send_with_pdf("always")), 1)

    def test_order_is_attached_for_businesses_only(self):
        self.assertFalse(self._send_with_pdf("business"))

        self.partner.is_company = True
        self.assertEqual(len(self._send_with_pdf("business")), 1)

    def test_order_is_not_attached_and_files_are(self):
        terms = self.world["ir.attachment"].create({"name": "Terms", "raw": b"Terms"})
        self.website.confirmation_email_template_id.attachment_ids = terms

        documents = self._send_with_pdf("never")

        self.assertEqual(documents.mapped("name"), ["Terms"])

    def test_order_is_not_printed_if_it_is_not_attached(self):
        Report = self.registry["ir.actions.report"]
        with patch.object(Report, "_render_qweb_pdf") as print_order:
            self._send_with_pdf("never")

        print_order.assert_not_called()

    def test_payment_mail_goes_without_the_order_too(self):
        self.website.order_pdf = "never"
        order = self._create_order()
        self._pay(order, amount=40.0)

        self._send()

        self.assertEqual(self._get_kinds(order), ["payment_received"])
        self.assertFalse(order.flow_notification_ids.message_id.sudo().attachment_ids)

    def test_staff_attach_the_order_as_in_odoo(self):
        self._send_with_pdf("never")
        notification = self.world["ecommerce.notification"].search([], limit=1)
        action = notification.action_send_again()

        composer = self.world["mail.compose.message"].with_context(**action["context"])

        self.assertEqual(len(composer.create({}).attachment_ids), 1)

    # === FAULTS === #

    def test_broken_template_is_a_failure_not_a_lost_order(self):
        self._set_subject("{{ object.no_such_field }}")
        order = self._create_order()
        self._pay(order)
        with mute_logger("odoo.addons.mail.models.mail_render_mixin"):
            self._send()
        failure = self._find_failure("send_order_mail", order)
        self.assertEqual(order.state, "sale")
        self.assertTrue(order.picking_ids)
        self.assertIn("no_such_field", failure.reason + failure.sudo().details)

        self._set_subject("Mended")
        failure.sudo().next_attempt = False
        self._send()

        self.assertFalse(failure.exists())
        self.assertEqual(self._get_kinds(order), ["confirmation"])

    def test_mail_server_that_is_down_is_a_failure_until_it_is_up(self):
        order = self._create_confirmed_order()
        self._send()
        with self._mail_server_down():
            order.flow_notification_ids.message_id.sudo().mail_ids.send()
            with mute_logger(RUNNER):
                self._run_automation("deliver_notification")
        failure = self._find_failure(
            "deliver_notification", order.flow_notification_ids
        )
        self.assertIn("Nobody there", failure.reason)
        self.assertEqual(failure.order_id, order)
        self.assertEqual(order.flow_notification_ids.status, "failed")

        failure.sudo().next_attempt = False
        with self.mock_mail_gateway():
            self._run_automation("deliver_notification")

        self.assertFalse(failure.exists())
        self.assertEqual(order.flow_notification_ids.status, "sent")

    def test_customer_without_address_is_a_case_for_a_person(self):
        self.partner.email = False
        order = self._create_confirmed_order()
        self._send()

        with self.mock_mail_gateway(), mute_logger(RUNNER):
            order.flow_notification_ids.message_id.sudo().mail_ids.send()
            self._run_automation("deliver_notification")

        failure = self._find_failure(
            "deliver_notification", order.flow_notification_ids
        )
        self.assertEqual(failure.state, "stuck")

    def test_colleague_without_address_is_no_failure(self):
        colleague = self._create_user(
            "colleague", "sales_team.group_sale_manager", email=False
        )
        order = self._create_confirmed_order()
        order.message_subscribe(
            colleague.partner_id.ids, self.env.ref("mail.mt_comment").ids
        )
        self._send()

        with self.mock_mail_gateway(), mute_logger(RUNNER):
            order.flow_notification_ids.message_id.sudo().mail_ids.send()
            self._run_automation("deliver_notification")

        self.assertEqual(order.flow_notification_ids.status, "sent")
        self.assertFalse(
            self._find_failure("deliver_notification", order.flow_notification_ids)
        )

    def _set_subject(self, subject):
        """Change the template past Odoo's checks, as an update of an addon can."""
        template = self.website.confirmation_email_template_id
        with patch.object(self.registry["mail.template"], "_check_can_be_rendered"):
            template.subject = subject

    def _mail_server_down(self):
        return patch.object(
            IrMail_Server, "_connect__", side_effect=OSError("Nobody there")
        )
