from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from .delivery_common import MONDAY, DeliveryCommon


@tagged("post_install", "-at_install")
class TestSilence(DeliveryCommon):
    """Of some parcels nobody ever reports."""

    def _note_on(self, day):
        with self._at(day):
            self._run_automation("note_delivery")

    def _have_a_connector(self):
        patcher = patch.object(
            self.registry["delivery.carrier"],
            "fixed_get_delivered_on",
            create=True,
            new=lambda *_args: None,
        )
        self.startPatcher(patcher)

    def test_a_connector_is_waited_for(self):
        self._have_a_connector()
        parcel = self._create_parcel(MONDAY, number="A1")

        self._note_on(MONDAY + timedelta(days=30))

        self.assertFalse(parcel.delivered_on)

    def test_silence_of_a_connector_ends_in_an_estimate(self):
        self._have_a_connector()
        parcel = self._create_parcel(MONDAY, number="A1")

        self._note_on(MONDAY + timedelta(days=62))

        self.assertEqual(parcel.delivered_source, "estimate")
        self.assertEqual(parcel.delivered_on, parcel.expected_delivery_on)

    def test_a_parcel_that_came_back_is_not_estimated(self):
        parcel = self._create_parcel(MONDAY)
        with self._at(MONDAY + timedelta(days=1)):
            self._receive_return(parcel.sale_id, quantity=2.0)

        self._note_on(MONDAY + timedelta(days=30))

        self.assertFalse(parcel.delivered_on)
