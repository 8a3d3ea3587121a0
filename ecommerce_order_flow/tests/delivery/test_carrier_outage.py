from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .connector_common import ConnectorCommon
from .delivery_common import MONDAY, TUESDAY


@tagged("post_install", "-at_install")
class TestCarrierOutage(ConnectorCommon):
    """A carrier's connector that is down is one failure, not one of each parcel."""

    def setUp(self):
        super().setUp()
        self.parcels = [self._create_parcel(number=f"A{n}") for n in range(5)]

    def _let_fail(self, *numbers):
        for number in numbers or ["A0", "A1", "A2", "A3", "A4"]:
            self.answers[number] = UserError("The server is down.")

    @mute_logger(RUNNER)
    def _run_on(self, day, hour=12, minute=0):
        with self._at(day, hour, minute):
            self._run_automation("reach_carrier")
            self._run_automation("ask_carrier")
            self._run_automation("reach_carrier")

    def _find_failures(self):
        failures = self.env["ecommerce.failure"].sudo().search([])
        failures.invalidate_recordset()
        return failures

    def test_it_is_one_failure_of_the_carrier(self):
        self._let_fail()
        self._run_on(TUESDAY, 12)
        self._run_on(TUESDAY, 13)

        failure = self._find_failures()
        self.assertEqual(failure.automation_id.code, "reach_carrier")
        self.assertEqual(failure.record_name, self.carrier.name)
        self.assertEqual(failure.reason, "The server is down.")
        self.assertTrue(self.carrier.unreachable_since)

    def test_not_every_parcel_waits_for_its_answer(self):
        self._let_fail()
        with self._at(TUESDAY), mute_logger(RUNNER):
            self._run_automation("ask_carrier")

        self.assertEqual(len(self.questions), 2)

    def test_all_are_asked_about_once_it_answers(self):
        self._let_fail()
        self._run_on(TUESDAY, 6)
        self.answers.clear()
        self.questions.clear()
        self._run_on(TUESDAY, 12)

        self.assertFalse(self.carrier.unreachable_since)
        self.assertFalse(self._find_failures())
        self.assertLessEqual({"A0", "A1", "A2", "A3", "A4"}, set(self.questions))

    def test_it_is_tried_for_days(self):
        self._let_fail()
        for number in range(8):
            self._run_on(MONDAY + timedelta(days=1 + number))
        self.assertEqual(self._find_failures().state, "retry")

        self.answers.clear()
        self._run_on(MONDAY + timedelta(days=12))
        self.assertFalse(self.carrier.unreachable_since)

    def test_unknown_parcels_among_others_are_their_own_failures(self):
        self._let_fail("A1", "A3")
        self._run_on(TUESDAY)

        failures = self._find_failures()
        self.assertEqual(failures.automation_id.code, "ask_carrier")
        self.assertEqual(len(failures), 2)
        self.assertFalse(self.carrier.unreachable_since)

    def test_other_carriers_are_asked(self):
        other = self._arrange(self.carrier).copy()
        parcel = self._create_parcel(number="B1", carrier_id=other.id)
        self._let_fail()
        self._run_on(TUESDAY)

        self.assertTrue(parcel.delivery_asked_at)
        self.assertFalse(other.unreachable_since)

    def test_a_carrier_without_parcels_on_their_way_is_no_question(self):
        self._let_fail()
        self._run_on(TUESDAY)
        with self._at(TUESDAY, 15):
            self.env["stock.picking"].union(*self.parcels).action_set_delivered()
        self._run_on(TUESDAY, 18)

        self.assertFalse(self.carrier.unreachable_since)
