from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from ..common import OrderFlowCommon

PAID_AT = fields.Datetime.to_datetime("2030-03-05 11:00:00")


@freeze_time("2030-03-05 12:00:00")
@tagged("post_install", "-at_install")
class TestCustomerTime(OrderFlowCommon):
    """How long customers waited for confirmation, email and invoice today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.tz = cls.staff.tz = "UTC"

    def _confirm(self, seconds, paid_at=PAID_AT, **values):
        """Return an order that was confirmed some seconds after its payment."""
        order = self._create_order(**values)
        tx = self._create_tx(order, state="done")
        order = self._arrange(order)
        order.action_confirm()
        tx.last_state_change = paid_at
        order.date_order = paid_at + timedelta(seconds=seconds)
        return order

    def _mail(self, order, seconds):
        mails = self.world["ecommerce.notification"].sudo()
        mail = mails.create({"order_id": order.id, "kind": "confirmation"})
        self._backdate(mail, PAID_AT + timedelta(seconds=seconds))

    def _invoice(self, order, seconds):
        invoice = order._create_invoices()
        invoice.action_post()
        self._backdate(invoice, PAID_AT + timedelta(seconds=seconds))
        return invoice

    def _backdate(self, record, created_at):
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {record._table} SET create_date = %s WHERE id = %s",
            [created_at, record.id],
        )
        self.env.invalidate_all()

    def _measure(self, code="confirm_paid", user=None):
        automation = self.world.ref(f"ecommerce_order_flow.ecommerce_automation_{code}")
        automation.invalidate_recordset()
        return automation.with_user(user or self.staff).customer_time

    # === FIGURES === #

    def test_median_and_95_percent_of_the_confirmations(self):
        for seconds in range(21):
            self._confirm(seconds)

        self.assertEqual(self._measure(), "50% in 10 s, 95% in 19 s (orders: 21)")

    def test_time_counts_from_the_payment_to_each_step(self):
        order = self._confirm(4)
        self._mail(order, 90)
        self._invoice(order, 3 * 3600)

        self.assertEqual(
            [
                self._measure(code).partition(",")[0]
                for code in ("confirm_paid", "send_order_mail", "create_invoice")
            ],
            ["50% in 4 s", "50% in 2 min", "50% in 3 h 0 min"],
        )

    def test_order_paid_in_parts_counts_from_the_last_one(self):
        order = self._confirm(30)
        part = self._create_tx(order, amount=1.0, state="done")
        part.last_state_change = PAID_AT + timedelta(seconds=20)

        self.assertTrue(self._measure().startswith("50% in 10 s"))

    def test_authorized_payment_counts(self):
        order = self._confirm(7)
        self.provider.support_manual_capture = "partial"
        order.transaction_ids.state = "authorized"

        self.assertTrue(self._measure().startswith("50% in 7 s"))

    def test_payment_captured_after_the_confirmation_does_not_count(self):
        order = self._confirm(5)
        order.transaction_ids.last_state_change = PAID_AT + timedelta(hours=1)

        self.assertEqual(self._measure(), "No paid order was confirmed today yet")

    def test_other_automations_have_no_time(self):
        self.assertFalse(self._measure("release_stock"))

    # === WHAT IS NOT COUNTED === #

    def test_empty_figures_are_explained(self):
        self.assertEqual(self._measure(), "No paid order was confirmed today yet")

        self._confirm(5)
        self.assertEqual(
            self._measure("send_order_mail"), "No confirmation was emailed today yet"
        )
        self.assertEqual(
            self._measure("create_invoice"),
            "No order confirmed today is invoiced yet",
        )

    def test_draft_invoice_is_none_yet(self):
        self._confirm(5)._create_invoices()

        self.assertTrue(self._measure("create_invoice").startswith("No order"))

    def test_order_of_yesterday_is_not_of_today(self):
        self._confirm(5, paid_at=PAID_AT - timedelta(days=1))

        self.assertTrue(self._measure().startswith("No paid order"))

    def test_unpaid_and_backend_orders_do_not_count(self):
        self._arrange(self._create_order()).action_confirm()
        self._confirm(5, website_id=False)

        self.assertTrue(self._measure().startswith("No paid order"))

    def test_order_of_another_company_does_not_count(self):
        self._confirm(5)
        company = self.world["res.company"].create({"name": "Another"})
        stranger = self._create_user(
            "another",
            self.staff_groups,
            company_id=company.id,
            company_ids=[company.id],
        )

        self.assertTrue(self._measure(user=stranger).startswith("No paid order"))
