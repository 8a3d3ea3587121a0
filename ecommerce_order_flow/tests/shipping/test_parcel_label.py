import base64
import io

from PIL import Image

from odoo.tests import tagged

from .documents_common import DocumentsCommon

try:
    import zxingcpp
except ImportError:  # It comes with the tests' requirements, not with Odoo's.
    zxingcpp = None

ADDRESSES = {
    "base.de": ({"zip": "10115", "city": "Berlin"}, ["10115 Berlin"]),
    "base.at": ({"zip": "1010", "city": "Wien"}, ["1010 Wien", "AUSTRIA"]),
    "base.ch": ({"zip": "8001", "city": "Zürich"}, ["8001 Zürich", "SWITZERLAND"]),
    "base.uk": (
        {"zip": "SW1A 1AA", "city": "London"},
        ["London", "SW1A 1AA", "UNITED KINGDOM"],
    ),
    "base.jp": (
        {"zip": "100-0001", "city": "Chiyoda-ku", "state_id": "base.state_jp_jp-13"},
        ["100-0001", "東京都 Chiyoda-ku", "Am Markt 1", "JAPAN"],
    ),
}


@tagged("post_install", "-at_install")
class TestParcelLabel(DocumentsCommon):
    """Parcels have labels, by which carriers find their way."""

    # === WHAT IS ON A LABEL === #

    def test_label_says_what_a_carrier_needs(self):
        transfer = self._create_parcel()
        transfer.carrier_tracking_ref = "00340"

        text = self._read("report_parcel_label", transfer)

        for words in (
            "Jane Doe",
            "Am Markt 1",
            "10115 Berlin",
            transfer.origin,
            transfer.name,
            self.carrier.name,
            "1 of 1",
            "00340",
        ):
            self.assertIn(words, text)

    def test_barcode_decodes(self):
        if zxingcpp is None:
            self.skipTest("zxing-cpp isn't installed")
        transfer = self._create_parcel()
        for report in ("report_parcel_label", "report_packing_slip"):
            [image] = self._render(report, transfer).xpath(
                "//img[contains(@style, 'height: 24mm')"
                " or contains(@style, 'height: 12mm')]"
            )
            picture = Image.open(
                io.BytesIO(base64.b64decode(image.get("src").split(",")[1]))
            )
            [barcode] = zxingcpp.read_barcodes(picture.convert("L"))
            self.assertEqual(barcode.text, transfer.name)
            self.assertEqual(barcode.format, zxingcpp.BarcodeFormat.Code128)

    def test_address_has_the_format_of_its_country(self):
        for country, (values, last_lines) in ADDRESSES.items():
            with self.subTest(country):
                state = values.get("state_id")
                self.partner.write(
                    {
                        "state_id": False,
                        **values,
                        **({"state_id": self.env.ref(state).id} if state else {}),
                        "country_id": self.env.ref(country).id,
                    }
                )
                lines = self.documents._get_recipient_lines(self._create_parcel())
                self.assertEqual(lines[0], "Jane Doe")
                self.assertEqual(lines[-len(last_lines) :], last_lines)

    def test_company_stands_before_the_person(self):
        self.partner.company_name = "Lamps Ltd"

        lines = self.documents._get_recipient_lines(self._create_parcel())

        self.assertEqual(lines[:2], ["Lamps Ltd", "Jane Doe"])

    def test_city_that_is_called_like_its_country_stays(self):
        singapore = self.env.ref("base.sg")
        self.world.company.partner_id.country_id = singapore
        self.partner.write({"city": "Singapore", "country_id": singapore.id})

        lines = self.documents._get_recipient_lines(self._create_parcel())

        self.assertIn("Singapore", lines[-1])

    def test_address_without_a_name_has_that_of_its_customer(self):
        address = self.partner.copy({"parent_id": self.partner.id, "type": "delivery"})
        address.name = False
        transfer = self._create_parcel(partner_shipping_id=address.id)

        self.assertFalse(
            self.env["ecommerce.shipping.check"]._get_missing_address_parts(transfer)
        )
        self.assertIn("Jane Doe", self.documents._get_recipient_lines(transfer))

    def test_label_for_a_store_names_who_fetches_the_goods(self):
        store = {
            "id": self.warehouse.id,
            "name": "Lantern Store",
            "street": "Am Hafen 2",
            "city": "Kiel",
            "zip_code": "24103",
            "country_code": "DE",
        }
        transfer = self._create_parcel(pickup_location_data=store)

        lines = self.documents._get_recipient_lines(transfer)

        self.assertEqual(lines[:3], ["Jane Doe", "Lantern Store", "Am Hafen 2"])

    def test_internal_notes_are_not_printed(self):
        transfer = self._create_parcel()
        transfer.note = "Fragile customer"

        self.assertNotIn("Fragile", self._read("report_packing_slip", transfer))

    def test_page_of_a_package_lists_its_goods_alone(self):
        transfer = self._create_parcel()
        self._pack_one_by_one(transfer)

        text = self._read("report_slip_with_label", transfer)

        self.assertEqual(text.count("Lantern 1 pc."), 2)

    def test_names_are_no_markup(self):
        self.partner.name = "<b>Jane</b> & Co"

        text = self._read("report_parcel_label", self._create_parcel())

        self.assertIn("<b>Jane</b> & Co", text)

    def test_known_weight_is_printed(self):
        self.goods.weight = 1.5

        text = self._read("report_parcel_label", self._create_parcel())

        self.assertIn("3.00 kg", text)

    def test_unknown_weight_is_left_to_be_filled_in(self):
        self.goods.weight = 0.0

        text = self._read("report_parcel_label", self._create_parcel())

        self.assertIn("Weight", text)
        self.assertNotIn("0.00", text)

    def test_sender_is_the_warehouse_of_the_parcels_company(self):
        company = self.world["res.company"].create({"name": "Elsewhere"})
        warehouse = self.world["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        warehouse.partner_id.write({"street": "Ring 7", "city": "Graz", "zip": "8010"})
        website = self.world["website"].create(
            {"name": "Elsewhere", "company_id": company.id}
        )
        order = self._create_paid_order(
            website_id=website.id, company_id=company.id, warehouse_id=warehouse.id
        )

        line = self.documents._get_sender_line(order.picking_ids)

        self.assertTrue(line.startswith("Elsewhere · Ring 7 · 8010 Graz"), line)

    # === PARCEL N OF M === #

    def test_packages_have_a_label_each(self):
        transfer = self._create_parcel()
        self._pack_one_by_one(transfer)

        text = self._read("report_parcel_label", transfer)

        self.assertIn("1 of 2", text)
        self.assertIn("2 of 2", text)

    def test_backorder_is_the_next_parcel(self):
        transfer = self._create_parcel()
        self._do_transfer(transfer.sale_id.sudo(), quantity=1.0)
        backorder = self._get_transfers(transfer.sudo().sale_id)

        self.assertIn("1 of 2", self._read("report_parcel_label", transfer))
        self.assertIn("2 of 2", self._read("report_parcel_label", backorder))
