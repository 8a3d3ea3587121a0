from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..emails import get_email
from .order_mail_common import OrderMailCommon


@tagged("post_install", "-at_install")
class TestOrderReceipt(OrderMailCommon):
    """Customers who pay later are told at once what becomes of their order."""

    # === THE ORDER IS ACCEPTED === #

    def test_mail_accepts_the_order_and_asks_for_money_by_a_day(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = "2040-12-05 12:00:00"

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["order_accepted"])
        message = self._get_mail(order, "order_accepted")
        self.assertRegex(message.subject, "please pay .*100.00.* by 12/05/2040")
        for words in ("We have accepted your order", "DE89 3704", "12/05/2040"):
            self.assertIn(words, message.body)
        self.assertEqual(message.notification_ids.res_partner_id, self.partner)

    def test_mail_says_what_was_ordered_and_where_it_goes(self):
        self.partner.write({"street": "Am Markt 1", "city": "Berlin"})
        order = self._create_awaited_order()

        self._send()

        text = html.fromstring(self._get_mail(order, "order_accepted").body)
        text = " ".join(text.text_content().split())
        for words in ("Lantern", "2 pcs.", "Total", "Am Markt 1", "Wire Transfer"):
            self.assertIn(words, text)

    def test_picture_is_behind_a_link_with_the_orders_token(self):
        order = self._create_awaited_order()

        self._send()

        body = get_email(self._get_mail(order, "order_accepted"))
        token = order.sudo().access_token
        self.assertIn(
            f"https://lanterns.example.com/my/orders/{order.id}/payment_qr.png"
            f"?access_token={token}",
            body,
        )
        self.assertNotIn("data:image", body)

    def test_mail_is_in_the_customers_language(self):
        self.world["res.lang"]._activate_lang("de_DE")
        template = self.world.ref("ecommerce_order_flow.mail_template_order_accepted")
        template.with_context(
            lang="de_DE"
        ).subject = (
            "{{ object.env['ecommerce.order.mail.content']._get_due_day(object) }}"
        )
        self.partner.lang = "de_DE"
        order = self._create_awaited_order()
        order.sudo().payment_due_at = "2040-12-05 12:00:00"

        self._send()

        message = self._get_mail(order, "order_accepted")
        self.assertEqual(message.subject, "05.12.2040")
        self.assertIn("100,00", message.body)

    def test_mail_that_is_late_asks_for_no_money_by_a_past_day(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = "2020-12-05 12:00:00"

        self._send()

        self.assertEqual(self._get_kinds(order), ["order_received"])
        message = self._get_mail(order, "order_received")
        self.assertNotIn("please pay", message.subject)
        self.assertNotIn("2020", message.subject + message.body)

    def test_acceptance_that_failed_is_not_sent_after_its_day(self):
        order = self._create_awaited_order()
        self._send()
        mail = order.flow_notification_ids
        self.assertFalse(mail._is_outdated())

        order.sudo().payment_due_at = "2020-12-05 12:00:00"

        self.assertTrue(mail._is_outdated())

    # === A RECEIPT === #

    def test_receipt_asks_for_no_money(self):
        self.website.waiting_mail = "receipt"
        order = self._create_awaited_order()

        self._send()

        message = self._get_mail(order, "order_received")
        self.assertIn("confirms the receipt", message.body)
        for words in ("DE89", "payment_qr", "accepted", "Please transfer"):
            self.assertNotIn(words, message.body)

    def test_without_a_deadline_it_is_a_receipt(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = False

        self._send()

        self.assertEqual(self._get_kinds(order), ["order_received"])

    def test_choosing_the_transfer_again_is_told_no_more(self):
        order = self._create_awaited_order()
        self._send()

        self._choose_offline_payment(order, "wire_transfer")
        self._send()

        self.assertEqual(self._get_kinds(order), ["order_accepted"])

    def test_order_that_was_paid_meanwhile_gets_its_confirmation_only(self):
        order = self._create_awaited_order()
        self._book(order)

        self._send()

        self.assertEqual(self._get_kinds(order), ["confirmation"])

    def test_part_that_came_is_told(self):
        order = self._create_awaited_order()
        self._send()
        self._book(order, 60.0)

        self._send()

        self.assertEqual(self._get_kinds(order), ["order_accepted", "payment_received"])
        text = self._read(self._get_mail(order, "payment_received").body)
        self.assertIn("your payment of 60.00 €", text)
        self.assertIn("Still to be paid: 40.00 €", text)

    def test_receipt_that_could_not_be_sent_is_worth_nothing_once_it_is_paid(self):
        order = self._create_awaited_order()
        self._send()
        receipt = order.flow_notification_ids
        self._arrange(receipt).message_id.notification_ids.sudo().write(
            {"notification_status": "exception"}
        )
        self._book(order)

        self._run_automation("deliver_notification")

        self.assertTrue(receipt.is_superseded)

    # === THE CONFIRMATION === #

    def test_confirmation_of_an_unpaid_order_says_how_to_pay(self):
        order = self._create_awaited_order("confirm")

        self._send()

        self.assertEqual(self._get_kinds(order), ["confirmation"])
        body = self._get_mail(order, "confirmation").body
        self.assertEqual(body.count("DE89 3704"), 1)
        self.assertIn("payment_qr.png", body)
        places = [body.index(words) for words in ("have accepted", "DE89", "Lantern")]
        self.assertEqual(places, sorted(places))

    def test_how_to_pay_stands_before_the_signature(self):
        salesperson = self._create_user("seller", "sales_team.group_sale_salesman")
        salesperson.signature = "<p>Kind regards, Sally</p>"
        self._use_odoos_confirmation()
        order = self._create_awaited_order("confirm", user_id=salesperson.id)

        self._send()

        body = self._get_mail(order, "confirmation").body
        places = [body.index(words) for words in ("any questions", "DE89", "Sally")]
        self.assertEqual(places, sorted(places))

    def test_subject_of_a_confirmation_does_not_call_the_order_pending(self):
        self._use_odoos_confirmation()
        order = self._create_awaited_order("confirm")
        self._run_automation("send_order_mail")

        mail = order.flow_notification_ids.message_id
        self.assertIn("Order confirmation", mail.subject)

    def _use_odoos_confirmation(self):
        self.website.confirmation_email_template_id = self.world.ref(
            "sale.mail_template_sale_confirmation"
        )

    def test_confirmation_of_a_paid_order_does_not(self):
        order = self._create_awaited_order()
        self._book(order)

        self._send()

        self.assertNotIn("DE89", self._get_mail(order, "confirmation").body)

    def test_websites_own_confirmation_says_how_to_pay_too(self):
        template = self.world.ref("sale.mail_template_sale_confirmation").copy(
            {"body_html": "<div>Thanks</div>"}
        )
        self.website.confirmation_email_template_id = template
        order = self._create_awaited_order("confirm")

        self._send()

        self.assertIn("DE89", self._get_mail(order, "confirmation").body)

    # === FAULTS === #

    def test_shop_without_account_sends_its_own_message(self):
        self.account.unlink()
        self.provider_of_transfers.pending_msg = "<p>Ask us for our account.</p>"
        order = self._create_awaited_order()

        with mute_logger("odoo.addons.mail.models.mail_render_mixin"):
            self._send()

        self.assertIn("Ask us", self._get_mail(order, "order_accepted").body)
