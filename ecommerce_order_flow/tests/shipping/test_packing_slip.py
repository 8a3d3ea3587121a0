from odoo.tests import tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestPackingSlip(DocumentsCommon):
    """Parcels have packing slips, by which customers see what is inside."""

    def test_slip_says_what_left_and_what_is_to_come(self):
        transfer = self._create_parcel(quantity=3.0)
        self._do_transfer(transfer.sale_id.sudo(), quantity=1.0)
        second = self._get_transfers(transfer.sudo().sale_id)

        first_text = self._read("report_packing_slip", transfer)
        second_text = self._read("report_packing_slip", second)

        self.assertIn("To follow Lantern 2 pcs.", first_text)
        self.assertNotIn("Already shipped", first_text)
        self.assertIn("Already shipped Lantern 1 pc.", second_text)
        self.assertNotIn("To follow", second_text)

    def test_slip_that_is_printed_again_knows_nothing_of_later_parcels(self):
        transfer = self._create_parcel(quantity=3.0)
        order = transfer.sale_id.sudo()
        self._do_transfer(order, quantity=1.0)
        second = self._get_transfers(order)
        self._do_transfer(order)

        self.assertNotIn("Already shipped", self._read("report_packing_slip", transfer))
        self.assertIn(
            "Already shipped Lantern 1 pc.",
            self._read("report_packing_slip", second),
        )

    def test_slip_lists_quantities_below_each_other(self):
        [table] = self._render("report_packing_slip", self._create_parcel()).xpath(
            "//table[@name='contents']"
        )

        cells = [cell.text_content().strip() for cell in table.xpath("tbody/tr/td")]

        self.assertEqual(cells, ["Lantern", "", "2 pcs."])
        self.assertNotIn("Serial", table.text_content())

    def test_slip_says_which_serial_number_left(self):
        self.goods.tracking = "serial"
        lots = self.world["stock.lot"].create(
            [{"name": name, "product_id": self.goods.id} for name in ("L-1", "L-2")]
        )
        transfer = self._create_parcel()
        transfer.move_ids.lot_ids = lots

        text = self._read("report_packing_slip", transfer)

        for expected in ("Lot/Serial Number", "L-1", "L-2"):
            self.assertIn(expected, text)

    def test_slip_is_in_the_language_of_the_customer(self):
        self.world["res.lang"]._activate_lang("de_DE")
        template = self.world.ref("ecommerce_order_flow.packing_slip_contents")
        template.update_field_translations(
            "arch_db", {"de_DE": {"In this parcel": "In diesem Paket"}}
        )
        self.partner.lang = "de_DE"

        text = self._read("report_packing_slip", self._create_parcel())

        self.assertIn("In diesem Paket", text)

    def test_slip_and_label_come_on_one_page(self):
        text = self._read("report_slip_with_label", self._create_parcel())

        self.assertIn("Jane Doe", text)
        self.assertIn("In this parcel", text)
