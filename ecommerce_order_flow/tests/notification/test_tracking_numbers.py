from odoo.tests import tagged

from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestTrackingNumbers(ShipmentMailCommon):
    """Customers know the numbers by which their parcel can be followed now."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier.sudo().tracking_url = (
            "https://track.example/<shipmenttrackingnumber>"
        )

    def _tell(self, transfer, number):
        transfer.carrier_tracking_ref = number
        self._send()

    def _get_links(self, transfer):
        content = self.env["ecommerce.parcel.mail.content"]
        return content._get_tracking_links(transfer)

    def test_a_number_that_changes_back_is_told(self):
        _order, transfer = self._ship()
        for number in ("A", "B", "A"):
            self._tell(transfer, number)

        told = transfer.flow_notification_ids.sorted("id").mapped("tracking_ref")
        self.assertEqual(told, ["A", "B", "A"])

    def test_the_same_number_is_told_once(self):
        _order, transfer = self._ship()
        self._tell(transfer, "A")
        self._tell(transfer, "A")

        self.assertEqual(transfer.flow_notification_ids.mapped("tracking_ref"), ["A"])

    def test_the_same_number_with_a_blank_is_told_once(self):
        _order, transfer = self._ship()
        self._tell(transfer, "A1")
        self._tell(transfer, " A1 ")

        self.assertEqual(transfer.flow_notification_ids.mapped("tracking_ref"), ["A1"])

    def test_a_number_that_is_added_replaces_none(self):
        _order, transfer = self._ship()
        self._tell(transfer, "A1")
        content = self.env["ecommerce.parcel.mail.content"]

        transfer.carrier_tracking_ref = "A1, B2"
        self.assertFalse(content._has_other_number(transfer))

        transfer.carrier_tracking_ref = "B2"
        self.assertTrue(content._has_other_number(transfer))

    def test_several_numbers_have_a_link_each(self):
        _order, transfer = self._ship()
        transfer.carrier_tracking_ref = "A1, B2;C3"

        self.assertEqual(
            self._get_links(transfer),
            [
                (number, f"https://track.example/{number}")
                for number in ("A1", "B2", "C3")
            ],
        )

    def test_looking_for_links_changes_no_number(self):
        _order, transfer = self._ship()
        transfer.carrier_tracking_ref = "A1,B2"

        self._get_links(transfer)

        self.assertEqual(transfer.carrier_tracking_ref, "A1,B2")

    def test_no_number_has_no_link(self):
        _order, transfer = self._ship()

        self.assertEqual(self._get_links(transfer), [])
