from datetime import date, datetime

from odoo.tests import tagged

from .awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestWaitingPolicy(AwaitingCommon):
    def test_wire_transfer_reserves_by_default_and_payment_at_the_door_does_not(self):
        providers = self.world["payment.provider"]
        transfer, door = providers.create(
            [
                {"name": "T", "code": "custom", "custom_mode": "wire_transfer"},
                {"name": "D", "code": "custom", "custom_mode": "cash_on_delivery"},
            ]
        )
        self.assertEqual(transfer.waiting_policy, "reserve")
        self.assertEqual(door.waiting_policy, "odoo")

    def test_as_odoo_means_no_deadline(self):
        order = self._create_awaited_order("odoo")

        self.assertFalse(order.payment_due_at)
        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_deadline_ends_with_the_day_where_the_company_is(self):
        self.world.company.resource_calendar_id.tz = "Europe/Berlin"
        provider = self.provider_of_transfers
        provider.write({"payment_period": 7, "payment_period_unit": "days"})

        # Half past midnight in Berlin is the day before in UTC.
        deadline = provider._get_payment_deadline(datetime(2026, 11, 2, 23, 30))

        self.assertEqual(deadline, datetime(2026, 11, 10, 22, 59, 59))

    def test_people_read_the_day_of_the_company_wherever_they_are(self):
        self.world.company.resource_calendar_id.tz = "Europe/Berlin"
        order = self._arrange(self._create_awaited_order())
        order.sudo().payment_due_at = "2026-12-06 22:59:59"

        for zone in ("Asia/Tokyo", "America/Los_Angeles", False):
            self.assertEqual(
                order.with_context(tz=zone).payment_due_on, date(2026, 12, 6)
            )

    def test_day_that_people_enter_ends_where_the_company_is(self):
        self.world.company.resource_calendar_id.tz = "Europe/Berlin"
        order = self._create_awaited_order().with_context(tz="Asia/Tokyo")

        order.payment_due_on = "2026-12-20"

        self.assertEqual(order.payment_due_at, datetime(2026, 12, 20, 22, 59, 59))
        order.payment_due_on = False
        self.assertFalse(order.payment_due_at)

    def test_order_without_a_deadline_has_no_day(self):
        self.assertFalse(self._create_awaited_order("odoo").payment_due_on)

    def test_change_of_the_day_is_told_as_a_day(self):
        order = self._create_awaited_order()
        self.env.cr.precommit.clear()  # Tests track nothing of what they create.

        tracked = order.with_context(tracking_disable=False, mail_notrack=False)
        tracked.payment_due_on = "2040-12-20"
        self.env.flush_all()
        self.env.cr.flush()

        values = self.world["mail.tracking.value"].search(
            [("mail_message_id.res_id", "=", order.id)]
        )
        names = values.filtered("new_value_datetime").field_id.mapped("name")
        self.assertEqual(names, ["payment_due_on"])

    def test_working_days_leave_out_the_weekend(self):
        self.world.company.resource_calendar_id.tz = "UTC"
        provider = self.provider_of_transfers
        provider.write({"payment_period": 2, "payment_period_unit": "working_days"})

        friday = datetime(2026, 11, 6, 12)

        self.assertEqual(provider._get_payment_deadline(friday).day, 10)

    def test_hours_count_exactly(self):
        provider = self.provider_of_transfers
        provider.write({"payment_period": 36, "payment_period_unit": "hours"})

        deadline = provider._get_payment_deadline(datetime(2026, 11, 6, 12))

        self.assertEqual(deadline, datetime(2026, 11, 8))

    def test_whoever_chooses_the_same_payment_again_has_no_more_time(self):
        order = self._create_awaited_order()
        deadline = order.payment_due_at

        self.provider_of_transfers.payment_period = 30
        self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(order.payment_due_at, deadline)

    def test_whoever_is_late_gets_no_more_time_by_choosing_again(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = deadline = datetime(2026, 11, 2, 12)

        self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(order.payment_due_at, deadline)

    def test_order_that_goes_on_after_all_has_time_again(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = deadline = datetime(2026, 11, 2, 12)
        order._action_cancel()
        self._arrange(order).action_draft()

        self._choose_offline_payment(order, "wire_transfer")

        self.assertGreater(order.payment_due_at, deadline)

    def test_order_for_which_nobody_waited_anymore_has_time_again(self):
        order = self._create_awaited_order()
        order.sudo().payment_due_at = deadline = datetime(2026, 11, 2, 12)
        order.sudo().transaction_ids._set_canceled()

        self._choose_offline_payment(order, "wire_transfer")

        self.assertGreater(order.payment_due_at, deadline)

    def test_orders_that_wait_keep_their_policy(self):
        order = self._create_awaited_order("reserve")

        self.provider_of_transfers.waiting_policy = "odoo"

        self.assertEqual(order.waiting_policy, "reserve")

    def test_order_is_confirmed_at_once_if_the_policy_says_so(self):
        order = self._create_awaited_order("confirm")

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "pending")
        self.assertIn("on hold until the order is paid", order.next_action)

    def test_transfer_of_the_rest_confirms_nothing_if_the_first_part_went_back(self):
        provider = self.provider_of_transfers
        provider.waiting_policy = "confirm"
        order = self._create_order()
        card = self._pay(order, amount=60.0)
        self._pay(order, amount=40.0, state="pending", provider=provider)

        self._refund(card)

        self.assertEqual(order.payment_status, "pending")
        self.assertEqual(order.flow_stage, "awaiting_payment")
        self.assertEqual(order.state, "sent")

    def test_cash_on_delivery_is_confirmed_at_once_by_default(self):
        order = self._create_order()
        self._choose_offline_payment(order, "cash_on_delivery")

        self.assertEqual(order.state, "sale")
        self.assertFalse(order.payment_due_at)

    def test_cash_on_delivery_can_wait_too(self):
        self._get_custom_provider("cash_on_delivery").waiting_policy = "reserve"
        order = self._create_order()
        self._choose_offline_payment(order, "cash_on_delivery")

        self.assertEqual(order.state, "sent")
        self.assertTrue(order.payment_due_at)

    def test_payment_on_site_can_wait_too(self):
        provider = self._get_custom_provider("on_site")
        if not provider:
            self.skipTest("Pay on site needs the optional app Click & Collect.")
        provider.waiting_policy = "reserve"
        order = self._create_order()
        self._choose_offline_payment(order, "on_site")

        self.assertEqual(order.state, "sent")
        self.assertTrue(order.payment_due_at)

    def test_services_are_accepted_at_once_as_well(self):
        order = self._create_awaited_order("confirm", product=self.service)

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.flow_stage, "awaiting_payment")

    def test_card_payment_of_a_waiting_order_confirms_it(self):
        order = self._create_awaited_order()

        self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")

    def test_authorization_that_lapses_leaves_no_transfer_to_wait_for(self):
        order = self._create_awaited_order()
        tx = self._pay(order, state="authorized")
        self.assertEqual(order.state, "sale")

        tx._set_canceled()
        tx._post_process()

        self.assertEqual(order.payment_status, "unpaid")
        self.assertEqual(order.next_action_code, "lost_payment")

    def test_part_that_is_paid_online_leaves_the_transfer_to_wait_for(self):
        order = self._create_awaited_order()
        self._pay(order, amount=40.0)

        states = order.sudo().transaction_ids.mapped("state")
        self.assertEqual(sorted(states), ["done", "pending"])

    def test_cash_on_delivery_after_a_wire_transfer_confirms_the_order(self):
        order = self._create_awaited_order()

        self._choose_offline_payment(order, "cash_on_delivery")

        self.assertEqual(order.state, "sale")
        self.assertFalse(self._is_held(order))

    def _is_held(self, order):
        return self.env["ecommerce.payment.deadline"]._holds_delivery(order)

    def test_deadline_in_hours_is_told_with_its_hour(self):
        self.provider_of_transfers.payment_period_unit = "hours"
        order = self._create_awaited_order()

        self.assertRegex(order.next_action, r"due by .*\d:\d\d")

    def test_settings_tell_one_day_as_rightly_as_many(self):
        provider = self.provider_of_transfers
        for period in (1, 7):
            provider.payment_period = period
            [sentence] = provider._describe_waiting()
            self.assertTrue(sentence.endswith(f" (Days: {period})"), sentence)
