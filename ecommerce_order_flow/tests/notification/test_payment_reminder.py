from freezegun import freeze_time

from odoo.tests import tagged

from .order_mail_common import OrderMailCommon


@tagged("post_install", "-at_install")
class TestPaymentReminder(OrderMailCommon):
    """Ordered on November 29, payable by December 6, in Berlin."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world.company.resource_calendar_id.tz = "Europe/Berlin"
        cls.provider_of_transfers.write(
            {
                "payment_period": 7,
                "payment_period_unit": "days",
                "remind_days_before": 2,
                "remind_days_after": 1,
            }
        )
        cls.website.automations_since = "2040-01-01"

    def _order(self, policy="reserve", moment="2040-11-29 12:00:00", **values):
        with freeze_time(moment):
            order = self._create_awaited_order(policy, **values)
            self._notify(order)
        return order

    def _notify(self, order):
        """Send what is due, as the automation does."""
        self.world["ecommerce.order.notifier"].sudo()._notify(
            self._arrange(order).sudo()
        )
        self.env.flush_all()

    def _is_reminded(self, order, moment):
        """Return whether the customer is reminded at a time in UTC."""
        reminder = self.world["ecommerce.payment.reminder"]
        with freeze_time(moment):
            domain = reminder._get_due_domain()
            return order in self.world["sale.order"].sudo().search(domain)

    def _remind(self, order, moment):
        with freeze_time(moment):
            self._notify(order)

    def _get_reminders(self, order):
        return order.flow_notification_ids.filtered(
            lambda mail: mail.kind == "payment_reminder"
        )

    # === WHEN === #

    def test_customer_is_reminded_in_the_morning_two_days_before(self):
        order = self._order()

        self.assertFalse(self._is_reminded(order, "2040-12-04 07:59:00"))
        self.assertTrue(self._is_reminded(order, "2040-12-04 08:01:00"))

    def test_customer_is_reminded_a_day_after(self):
        order = self._order()

        self.assertFalse(self._is_reminded(order, "2040-12-07 07:59:00"))
        self.assertTrue(self._is_reminded(order, "2040-12-07 08:01:00"))

    def test_reminder_that_could_not_be_sent_is_sent_the_next_day_but_not_later(self):
        order = self._order()

        self.assertTrue(self._is_reminded(order, "2040-12-05 12:00:00"))
        self.assertFalse(self._is_reminded(order, "2040-12-06 12:00:00"))
        self.assertTrue(self._is_reminded(order, "2040-12-08 12:00:00"))
        self.assertFalse(self._is_reminded(order, "2040-12-09 12:00:00"))

    def test_nobody_is_reminded_while_somebody_decides_about_the_money(self):
        order = self._order()
        moment = "2040-12-04 08:01:00"
        match = self._propose_money(order, order.amount_total - 1.0)
        self.assertFalse(self._is_reminded(order, moment))

        match.sudo().state = "not_ours"
        self.assertTrue(self._is_reminded(order, moment))

    def test_a_cent_spares_nobody_the_reminder(self):
        order = self._order()

        self._propose_money(order, 0.01)

        self.assertTrue(self._is_reminded(order, "2040-12-04 08:01:00"))

    def _propose_money(self, order, amount):
        """Let less than what an order asks for come to the bank."""
        with freeze_time("2040-12-03 12:00:00"):
            line = self.world["account.bank.statement.line"].create(
                {
                    "journal_id": self.bank_journal.id,
                    "payment_ref": order.name,
                    "amount": amount,
                }
            )
            self._run_automation("match_bank_line")
        self.assertEqual(line.payment_match_ids.state, "proposed")
        return line.payment_match_ids

    def test_nobody_is_reminded_on_the_day_of_the_order(self):
        self.provider_of_transfers.payment_period = 2
        order = self._order()

        self.assertFalse(self._is_reminded(order, "2040-11-29 13:00:00"))
        self.assertFalse(self._is_reminded(order, "2040-11-30 13:00:00"))

    def test_longer_deadline_is_followed(self):
        order = self._order()
        order.sudo().payment_due_at = "2040-12-11 22:59:59"

        self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))
        self.assertTrue(self._is_reminded(order, "2040-12-09 12:00:00"))

    def test_settings_of_today_decide(self):
        order = self._order()

        self.provider_of_transfers.remind_days_before = 3
        self.assertTrue(self._is_reminded(order, "2040-12-03 12:00:00"))
        self.provider_of_transfers.remind_days_before = 0
        self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))
        self.provider_of_transfers.waiting_policy = "odoo"
        self.assertFalse(self._is_reminded(order, "2040-12-07 12:00:00"))

    def test_orders_from_before_the_automations_are_left_alone(self):
        order = self._order()
        self.website.automations_since = "2040-11-30"

        self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))

    def test_order_of_which_nobody_was_told_yet_is_not_reminded_of(self):
        with freeze_time("2040-11-29 12:00:00"):
            order = self._create_awaited_order()

        self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))

    # === WHO === #

    def test_paid_and_cancelled_orders_are_left_alone(self):
        paid, cancelled, online = self._order(), self._order(), self._order()
        self._book(paid)
        self._arrange(cancelled)._action_cancel()
        self._pay(online, state="pending")

        for order in (paid, cancelled, online):
            self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))

    def test_confirmed_order_that_is_not_paid_is_reminded_of(self):
        order = self._order("confirm")

        self.assertTrue(self._is_reminded(order, "2040-12-04 12:00:00"))

    def test_as_odoo_nobody_is_reminded(self):
        order = self._order("odoo")

        self.assertFalse(self._is_reminded(order, "2040-12-04 12:00:00"))

    # === WHAT === #

    def test_each_reminder_is_sent_once(self):
        order = self._order()
        moments = (
            "12-04 12:00:00",
            "12-04 13:00:00",
            "12-07 12:00:00",
            "12-08 09:00:00",
        )
        for moment in moments:
            self._remind(order, f"2040-{moment}")

        rounds = self._get_reminders(order).mapped("round")
        self.assertEqual(sorted(rounds), [0, 1])
        for moment in moments:
            self.assertFalse(self._is_reminded(order, f"2040-{moment}"))

    def test_reminder_repeats_how_to_pay(self):
        order = self._order()

        self._remind(order, "2040-12-04 12:00:00")

        message = self._get_reminders(order).message_id
        self.assertIn("Payment reminder", message.subject)
        for words in ("is due by", "12/06/2040", "DE89 3704", "payment_qr.png"):
            self.assertIn(words, message.body)

    def test_reminder_asks_for_the_rest(self):
        order = self._order()
        self._book(order, 60.0)

        self._remind(order, "2040-12-04 12:00:00")

        self.assertIn("40.00", self._get_reminders(order).message_id.body)

    def test_reminder_after_the_deadline_names_no_day_to_come(self):
        order = self._order()

        self._remind(order, "2040-12-07 12:00:00")

        body = self._get_reminders(order).message_id.body
        self.assertIn("was due by", body)
        self.assertNotIn("Payable by", body)

    def test_reminder_of_an_order_that_was_not_accepted_asks_for_no_money(self):
        self.website.waiting_mail = "receipt"
        order = self._order()

        self._remind(order, "2040-12-04 12:00:00")

        body = self._get_reminders(order).message_id.body
        self.assertNotIn("DE89", body)
        self.assertIn("The page of your order", body)

    def test_reminder_that_could_not_be_sent_is_worth_nothing_once_it_is_paid(self):
        order = self._order()
        self._remind(order, "2040-12-04 12:00:00")
        reminder = self._arrange(self._get_reminders(order))
        with freeze_time("2040-12-04 13:00:00"):
            self.assertFalse(reminder._is_outdated())
        with freeze_time("2040-12-07 13:00:00"):
            self.assertTrue(reminder._is_outdated())
        self._book(order)
        with freeze_time("2040-12-04 13:00:00"):
            self.assertTrue(reminder._is_outdated())

    # === WITHIN THE AUTOMATION === #

    def test_automation_finds_and_reminds(self):
        order = self._order()
        with freeze_time("2040-12-04 12:00:00"):
            self._send()
            self.assertFalse(self._is_due("send_order_mail", order))

        self.assertEqual(
            sorted(self._get_kinds(order)), ["order_accepted", "payment_reminder"]
        )
