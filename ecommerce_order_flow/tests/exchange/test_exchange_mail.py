from odoo.tests import tagged

from ..emails import get_email
from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangeMail(ExchangeCommon):
    """Customers are asked once for each amount that they have to pay."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def _tell(self):
        self.env.flush_all()
        for code in ("send_return_mail", "send_exchange_mail"):
            self._run_automation(code)
        self.env.invalidate_all()

    def _get_mails(self, case):
        mails = case.sudo().flow_notification_ids.sorted("id")
        return mails.filtered(lambda it: it.kind == "exchange_payment")

    def _begin(self, name, quantity=1.0, received=None):
        case = self._swap(self.order, name, quantity)
        self._receive(case, received)
        self._exchange(case)
        return case

    def test_customer_gets_the_payment_link_once(self):
        case = self._begin("L")
        self.assertTrue(case.is_payment_to_ask)

        self._tell()
        self._tell()

        mail = self._get_mails(case)
        self.assertEqual(len(mail), 1)
        self.assertIn("10.00", str(mail.message_id.body))
        self.assertIn("payment_amount=10.0", get_email(mail.message_id))
        self.assertEqual(mail.message_id.partner_ids, self.order.partner_id)

    def test_another_amount_is_another_mail(self):
        case = self._begin("L", 2.0, received=1.0)
        self._tell()
        self.assertEqual(case.asked_amount, 10.0)
        self._receive(case)
        self._exchange(case)

        self._tell()

        self.assertEqual(len(self._get_mails(case)), 2)
        self.assertEqual(case.asked_amount, 20.0)

    def test_nobody_is_asked_for_nothing(self):
        for name in ("S", "XS"):
            case = self._begin(name)
            self._tell()
            self.assertFalse(self._get_mails(case))

    def test_who_paid_already_is_not_asked(self):
        case = self._begin("L")
        self._pay(self.order, 10.0)
        self.env.flush_all()

        self._tell()

        self.assertFalse(self._get_mails(case))

    def test_mail_of_the_approval_names_the_replacement(self):
        case = self._swap(self.order, "L")
        self._tell()

        body = str(case.sudo().flow_notification_ids.message_id.body)
        self.assertIn("Exchange for Shirt", body)
        self.assertIn("10.00", body)
