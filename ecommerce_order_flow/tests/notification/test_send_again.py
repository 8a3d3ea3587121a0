from odoo.tests import tagged

from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestSendAgain(ShipmentMailCommon):
    """What customers were told, whoever is in charge tells them once more."""

    def _send_again(self, notification, groups):
        """Send a mail again by the button, and return the new message."""
        notification = notification.with_user(self._create_user("sender", groups))
        action = notification.action_send_again()
        composer = notification.env[action["res_model"]].with_context(
            **action["context"]
        )
        _mails, messages = composer.create({})._action_send_mail()
        return messages.sudo()

    def test_salesperson_sends_a_confirmation_again(self):
        order = self._create_confirmed_order()
        self._run_automation("send_order_mail")

        message = self._send_again(
            order.flow_notification_ids, "sales_team.group_sale_salesman_all_leads"
        )

        self.assertEqual(message.partner_ids, self.partner)
        self.assertIn(order.name, message.body)

    def test_mail_that_failed_and_was_sent_again_is_not_sent_once_more(self):
        order = self._create_confirmed_order()
        self._run_automation("send_order_mail")
        notification = self._arrange(order).flow_notification_ids
        sent = notification.message_id.notification_ids
        sent.sudo().notification_status = "exception"
        self.assertTrue(self._is_due("deliver_notification", notification))

        message = self._send_again(
            notification, "sales_team.group_sale_salesman_all_leads"
        )

        self.assertEqual(notification.message_id, message)
        self.assertFalse(self._is_due("deliver_notification", notification))

    def test_mail_sent_again_leaves_other_orders_mails_alone(self):
        order = self._create_confirmed_order()
        other_order = self._create_confirmed_order()
        self._run_automation("send_order_mail")
        notification = self._arrange(other_order).flow_notification_ids
        first_message = notification.message_id

        self._arrange(order).with_context(
            ecommerce_order_flow_sent_again=notification.id
        ).message_post(body=order.name, partner_ids=self.partner.ids)

        self.assertEqual(notification.message_id, first_message)

    def test_warehouse_sends_a_shipment_mail_again(self):
        _order, transfer = self._ship()
        self._send()

        message = self._send_again(
            transfer.flow_notification_ids, "stock.group_stock_user"
        )

        self.assertEqual(message.partner_ids, self.partner)
        self.assertIn("Lantern", message.body)

    def test_accountant_sends_an_invoice_again(self):
        accountant = self._create_user("accountant", "account.group_account_invoice")
        order = self._create_order()
        self._pay(order)
        creation = self.world["ecommerce.invoice.creation"]
        creation._get_or_create_invoice(self._arrange(order))
        self._run_automation("send_invoice")
        invoice_mail = self._arrange(order).flow_notification_ids.filtered("move_id")

        action = invoice_mail.with_user(accountant).action_send_again()

        self.assertEqual(action["context"]["active_ids"], order.sudo().invoice_ids.ids)

    def test_settings_show_the_mails_of_their_website(self):
        settings = self.world["res.config.settings"].create(
            {"website_id": self.website.id}
        )

        action = settings.action_show_shipment_mails()

        shown = self.world[action["res_model"]].search(action["domain"])
        self.assertEqual(shown, self.website.notification_setting_ids)
