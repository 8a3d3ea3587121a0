from odoo.exceptions import UserError
from odoo.tests import tagged

from .return_desk_common import ReturnDeskCommon


@tagged("post_install", "-at_install")
class TestReturnDeskSerials(ReturnDeskCommon):
    """The warehouse enters which serial numbers came back."""

    def _create_serials(self, *names):
        phone = self._create_product(name="Phone", tracking="serial")
        lots = self.world["stock.lot"].create(
            [{"name": name, "product_id": phone.id} for name in names]
        )
        for lot in lots:
            self.world["stock.quant"]._update_available_quantity(
                phone, self.warehouse.lot_stock_id, 1.0, lot_id=lot
            )
        return phone, lots

    def test_serial_number_that_came_is_received(self):
        phone, lots = self._create_serials("SN1", "SN2")
        case = self._ask(self._create_shipped_order(product=phone))
        parcel = self._find(case.name)
        self.assertEqual(
            {it["name"] for it in parcel["rows"][0]["lots"]}, {"SN1", "SN2"}
        )

        self._receive_as(parcel, (1.0, "accepted", {"lot_id": lots[1].id}))

        moves = case.sudo().line_ids.move_ids
        self.assertEqual(moves.move_line_ids.lot_id, lots[1])
        self.assertEqual(case.state, "inspected")

    def test_serial_number_has_to_be_entered(self):
        phone, _lots = self._create_serials("SN1", "SN2")
        case = self._ask(self._create_shipped_order(product=phone))

        with self.assertRaisesRegex(UserError, "serial number"):
            self._receive_as(self._find(case.name), (1.0, "accepted"))

    def test_unknown_serial_number_came(self):
        phone, lots = self._create_serials("SN1", "SN2")
        case = self._ask(self._create_shipped_order(product=phone))

        self._receive_as(
            self._find(case.name),
            (1.0, "other_lot", {"lot_id": lots[0].id, "found_lot": "OLD"}),
        )

        finding = case.sudo().line_ids.finding_ids
        self.assertEqual(finding.found_lot_id.name, "OLD")
        quarantine = self._arrange(self.warehouse).quarantine_location_id
        there = self.world["stock.quant"]._gather(phone, quarantine)
        self.assertEqual(there.lot_id.name, "OLD")
