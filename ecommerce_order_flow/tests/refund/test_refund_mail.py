from odoo.tests import tagged

from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundMail(RefundCommon):
    """Customers are told once how much they get, which way, and when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.email = "jane@example.com"

    def _tell(self):
        self._run_automation("send_refund_mail")

    def _get_mails(self, order):
        return order.sudo().flow_notification_ids.filtered(
            lambda mail: mail.kind == "refund"
        )

    def test_once_the_money_is_on_its_way(self):
        self._let_provider(self._answer("pending"))
        order = self._create_shipped_order()
        self._request(order, quantity=1.0, reason="Scratched", notify_customer=True)
        self._tell()
        self.assertFalse(self._get_mails(order))

        self._send()
        self._tell()
        self._tell()

        mail = self._get_mails(order)
        self.assertEqual(len(mail), 1)
        body = str(mail.message_id.body)
        for text in ("50.00", order.name, "Scratched", self.provider.name, "ten days"):
            self.assertIn(text, body)
        self.assertEqual(mail.message_id.partner_ids, order.partner_id)

    def test_each_refund_has_its_mail(self):
        self._let_provider(self._answer("done"))
        order = self._create_shipped_order()
        for _unit in range(2):
            self._request(order, quantity=1.0, notify_customer=True)
        self._send()
        self._tell()

        self.assertEqual(len(self._get_mails(order)), 2)

    def test_nobody_is_told_of_what_was_refused(self):
        self._let_provider(self._answer("error"))
        order = self._create_shipped_order()
        self._request(order, quantity=1.0, notify_customer=True)
        self._send()
        self._tell()

        self.assertFalse(self._get_mails(order))

    def test_customer_who_is_not_to_be_told(self):
        self._let_provider(self._answer("done"))
        order = self._create_shipped_order()
        self._request(order, quantity=1.0, notify_customer=False)
        self._send()
        self._tell()

        self.assertFalse(self._get_mails(order))
