from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from .order_mail_common import OrderMailCommon


@tagged("post_install", "-at_install")
class TestPaymentExpiredMail(OrderMailCommon):
    """Customers are told that their order was cancelled because nobody paid it."""

    def setUp(self):
        super().setUp()
        self.provider_of_transfers.write({"cancel_unpaid": True, "grace_days": 3})

    def _expire(self, order):
        past = fields.Datetime.now() - relativedelta(days=4)
        order.sudo().payment_due_at = past
        self._run_automation("expire_unpaid")
        self.assertEqual(order.cancelled_by, "deadline")

    def test_receipt_was_no_contract(self):
        self.website.waiting_mail = "receipt"
        order = self._create_awaited_order()
        self._send()
        self._expire(order)

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["order_received", "payment_expired"])
        body = self._get_mail(order, "payment_expired").body
        self.assertIn("No contract has been concluded", body)
        self.assertNotIn("rescind", body)

    def test_shop_rescinds_an_order_that_it_confirmed(self):
        order = self._create_awaited_order("confirm")
        self._send()
        self._expire(order)

        self._send()

        self.assertEqual(self._get_kinds(order), ["confirmation", "payment_expired"])
        body = self._get_mail(order, "payment_expired").body
        self.assertIn("rescind the contract", body)
        self.assertNotIn("DE89", body)

    def test_shop_rescinds_an_order_that_it_accepted_by_mail(self):
        order = self._create_awaited_order()
        self._send()
        self._expire(order)

        self._send()

        body = self._get_mail(order, "payment_expired").body
        self.assertIn("rescind the contract", body)

    def test_acceptance_that_never_arrived_is_none(self):
        order = self._create_awaited_order()
        self._send()
        self._arrange(order).flow_notification_ids.sudo().is_superseded = True
        self._expire(order)

        self._send()

        self.assertIn("No contract", self._get_mail(order, "payment_expired").body)

    def test_subject_is_whole_in_german(self):
        self.world["res.lang"]._activate_lang("de_DE")
        self.world["ir.module.module"].search(
            [("name", "=", "ecommerce_order_flow")]
        )._update_translations(["de_DE"])
        self.partner.lang = "de_DE"
        order = self._create_awaited_order()
        self._send()
        self._expire(order)

        self._send()

        for kind in ("order_accepted", "payment_expired"):
            subject = self._get_mail(order, kind).subject
            self.assertTrue(
                subject.startswith(f"Ihre Bestellung {order.name}"), subject
            )
            self.assertEqual(subject, " ".join(subject.split(" ")).strip())

    def test_mail_names_the_day_that_was_set(self):
        order = self._create_awaited_order()
        self._send()
        self._expire(order)
        day = self.env["ecommerce.payment.deadline"]._format_due_on(order)

        self._send()

        self.assertIn(day, self._get_mail(order, "payment_expired").body)

    def test_order_that_goes_on_after_all_is_told_again(self):
        order = self._create_awaited_order("confirm")
        self._send()
        self._expire(order)
        self._send()

        order = self._arrange(order)
        order.action_draft()
        order.action_confirm()
        self._send()

        self.assertEqual(
            self._get_kinds(order), ["confirmation", "payment_expired", "confirmation"]
        )

    def test_customer_who_cancels_gets_the_other_mail(self):
        order = self._create_awaited_order()
        order._cancel_before_shipping("customer")

        self._send()

        self.assertEqual(self._get_kinds(order), ["cancellation"])
