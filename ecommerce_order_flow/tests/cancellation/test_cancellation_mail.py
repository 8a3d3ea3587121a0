from odoo.tests import tagged

from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancellationMail(CancellationCommon):
    """Customers are told what becomes of their order, each time it changes."""

    def _send_order_mails(self):
        self._run_automation("send_order_mail")

    def _get_cancellation_mail(self, order):
        mails = order.flow_notification_ids.filtered(
            lambda mail: mail.kind == "cancellation"
        )
        return mails.message_id

    def test_customer_who_cancels_gets_a_mail_once(self):
        order = self._create_confirmed_order()
        self._send_order_mails()
        order._cancel_before_shipping("customer", "Found it cheaper")

        self._send_order_mails()
        self._send_order_mails()

        message = self._get_cancellation_mail(order)
        self.assertEqual(len(message), 1)
        self.assertEqual(message.notification_ids.res_partner_id, self.partner)
        self.assertIn("As requested", message.body)
        self.assertNotIn("Found it cheaper", message.body)

    def test_customer_reads_why_the_shop_cancelled(self):
        order = self._create_confirmed_order()
        self._cancel_by_staff(order, note="The lantern broke")

        self._send_order_mails()

        message = self._get_cancellation_mail(order)
        self.assertNotIn("As requested", message.body)
        self.assertIn("The lantern broke", message.body)

    def test_customer_is_told_of_each_change_of_mind(self):
        order = self._create_confirmed_order()
        self._send_order_mails()
        for _turn in range(2):
            self._cancel_by_staff(order)
            self._send_order_mails()
            order.action_draft()
            order.action_confirm()
            self._send_order_mails()
            self._send_order_mails()

        self.assertEqual(
            order.flow_notification_ids.sorted("id").mapped("kind"),
            ["confirmation", *["cancellation", "confirmation"] * 2],
        )

    def test_customer_is_not_told_what_changed_back_in_between(self):
        order = self._create_confirmed_order()
        self._send_order_mails()

        self._cancel_by_staff(order)
        order.action_draft()
        order.action_confirm()
        self._send_order_mails()

        self.assertEqual(order.flow_notification_ids.mapped("kind"), ["confirmation"])

    def test_staff_may_cancel_without_a_mail(self):
        order = self._create_confirmed_order()
        self._cancel_by_staff(order, notify_customer=False)

        self._send_order_mails()

        self.assertEqual(order.state, "cancel")
        self.assertFalse(self._get_cancellation_mail(order))

    def test_odoos_own_cancellation_stays_without_a_mail(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self._send_order_mails()

        self.assertFalse(self._get_cancellation_mail(order))

    def test_mail_says_what_becomes_of_the_money(self):
        paid, refunded = self._create_order(), self._create_order()
        self._pay(paid)
        self._refund(self._pay(refunded))
        self._cancel_by_staff(paid | refunded)

        self._send_order_mails()

        self.assertRegex(
            self._get_cancellation_mail(paid).body,
            "We will refund .*100.00.* within 14 days, in the way that you paid",
        )
        self.assertRegex(
            self._get_cancellation_mail(refunded).body,
            "already refunded your payment of .*100.00",
        )

    def test_mail_says_that_a_reserved_amount_is_released(self):
        order = self._create_order()
        self._pay(order, state="authorized")
        self._cancel_by_staff(order)

        self._send_order_mails()

        body = self._get_cancellation_mail(order).body
        self.assertIn("will be released and not charged", body)
        self.assertNotIn("We will refund", body)

    def test_mail_says_what_was_cancelled(self):
        order = self._create_confirmed_order()
        self._cancel_by_staff(order)

        self._send_order_mails()

        body = self._get_cancellation_mail(order).body
        for words in ("Lantern", "2 pcs.", "100.00"):
            self.assertIn(words, body)
