from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .connector_common import ConnectorCommon
from .delivery_common import FRIDAY, MONDAY, TUESDAY, WEDNESDAY


@tagged("post_install", "-at_install")
class TestAskCarrier(ConnectorCommon):
    """Carriers with a connector are asked until their parcels are delivered."""

    def _ask_on(self, day, hour=12):
        with self._at(day, hour):
            self._run_automation("ask_carrier")

    def test_answer_is_noted(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        self.answers["A1"] = TUESDAY
        self._ask_on(WEDNESDAY)

        self.assertEqual(parcel.delivered_on, TUESDAY)
        self.assertEqual(parcel.delivered_source, "carrier")
        self.assertEqual(self.questions, ["A1"])

    def test_parcel_on_the_way_is_asked_again_after_six_hours(self):
        self._create_parcel(MONDAY, number="A1")
        self._ask_on(TUESDAY, 6)
        self._ask_on(TUESDAY, 11)
        self.assertEqual(len(self.questions), 1)

        self._ask_on(TUESDAY, 13)
        self.assertEqual(len(self.questions), 2)

    def test_nobody_asks_after_the_delivery(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        self.answers["A1"] = TUESDAY
        self._ask_on(TUESDAY)

        with self._at(FRIDAY):
            self.assertFalse(self._is_due("ask_carrier", parcel))

    def test_nobody_asks_without_a_tracking_number(self):
        self._create_parcel(MONDAY)
        self._ask_on(TUESDAY)

        self.assertFalse(self.questions)

    def test_nobody_asks_a_carrier_without_a_connector(self):
        self._create_parcel(MONDAY, number="A1")
        self.carrier.delivery_type = "base_on_rule"
        self._ask_on(TUESDAY)

        self.assertFalse(self.questions)

    def test_nobody_asks_forever(self):
        parcel = self._create_parcel(MONDAY, number="A1")

        with self._at(MONDAY + timedelta(days=70)):
            self.assertFalse(self._is_due("ask_carrier", parcel))

    def test_carrier_that_fails_is_asked_again(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        self.answers["A1"] = UserError("The carrier's server is down.")
        with mute_logger(RUNNER):
            self._ask_on(TUESDAY)

        failure = self._find_failure("ask_carrier", parcel)
        self.assertEqual(failure.reason, "The carrier's server is down.")
        self.assertEqual(failure.order_id, parcel.sale_id)
        self.assertFalse(parcel.delivered_on)

    def test_impossible_answer_is_a_failure(self):
        parcel = self._create_parcel(TUESDAY, number="A1")
        self.answers["A1"] = MONDAY
        with mute_logger(RUNNER):
            self._ask_on(WEDNESDAY)

        failure = self._find_failure("ask_carrier", parcel)
        self.assertIn("shipped on 03/05/2030", failure.reason)
