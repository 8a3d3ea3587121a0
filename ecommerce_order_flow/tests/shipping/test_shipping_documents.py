import base64
import io

from lxml import html
from PIL import Image

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .work_list_common import WorkListCommon

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
class TestPapers(WorkListCommon):
    """Parcels have labels and packing slips, many on one print-out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls.env["ecommerce.shipping.document"]
        cls.env.company.partner_id.write(
            {"country_id": cls.env.ref("base.de").id, "lang": "en_US"}
        )

    def _create_parcel(self, **values):
        order = self._create_paid_order(carrier_id=self.carrier.id, **values)
        return self._get_transfers(order)

    def _render(self, report, transfers):
        content, _type = (
            self.env["ir.actions.report"]
            .with_user(self.worker)
            ._render_qweb_html(f"ecommerce_order_flow.{report}", transfers.ids)
        )
        return html.fromstring(content)

    def _read(self, report, transfers):
        return " ".join(self._render(report, transfers).text_content().split())

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
        self.env.company.partner_id.country_id = singapore
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

        lines = self.documents.with_user(self.worker)._get_recipient_lines(
            transfer.with_user(self.worker)
        )

        self.assertEqual(lines[:3], ["Jane Doe", "Lantern Store", "Am Hafen 2"])

    def test_internal_notes_are_not_printed(self):
        transfer = self._create_parcel()
        transfer.note = "Fragile customer"

        self.assertNotIn("Fragile", self._read("report_packing_slip", transfer))

    def test_page_of_a_package_lists_its_goods_alone(self):
        transfer = self._create_parcel()
        self._pack_one_by_one(transfer)

        text = self._read("report_slip_with_label", transfer)

        self.assertEqual(text.count("Lantern 1 Units"), 2)

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
        company = self.env["res.company"].create({"name": "Elsewhere"})
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        warehouse.partner_id.write({"street": "Ring 7", "city": "Graz", "zip": "8010"})
        website = self.env["website"].create(
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

    def _pack_one_by_one(self, transfer):
        line = transfer.move_line_ids
        line.quantity = 1.0
        line.copy({"quantity": 1.0, "picking_id": transfer.id})
        for line in transfer.move_line_ids:
            line.result_package_id = self.env["stock.package"].create({})

    def test_backorder_is_the_next_parcel(self):
        transfer = self._create_parcel()
        self._do_transfer(transfer.sale_id.sudo(), quantity=1.0)
        backorder = self._get_transfers(transfer.sudo().sale_id)

        self.assertIn("1 of 2", self._read("report_parcel_label", transfer))
        self.assertIn("2 of 2", self._read("report_parcel_label", backorder))

    # === PACKING SLIPS === #

    def test_slip_says_what_left_and_what_is_to_come(self):
        transfer = self._create_parcel(quantity=3.0)
        self._do_transfer(transfer.sale_id.sudo(), quantity=1.0)
        second = self._get_transfers(transfer.sudo().sale_id)

        first_text = self._read("report_packing_slip", transfer)
        second_text = self._read("report_packing_slip", second)

        self.assertIn("Still to come Lantern 2 Units", first_text)
        self.assertNotIn("Shipped before", first_text)
        self.assertIn("Shipped before Lantern 1 Units", second_text)
        self.assertNotIn("Still to come", second_text)

    def test_slip_lists_quantities_below_each_other(self):
        [table] = self._render("report_packing_slip", self._create_parcel()).xpath(
            "//table[@name='contents']"
        )

        cells = [cell.text_content().strip() for cell in table.xpath("tbody/tr/td")]

        self.assertEqual(cells, ["Lantern", "", "2 Units"])

    def test_slip_says_which_serial_number_left(self):
        self.goods.tracking = "serial"
        lots = self.env["stock.lot"].create(
            [{"name": name, "product_id": self.goods.id} for name in ("L-1", "L-2")]
        )
        transfer = self._create_parcel()
        transfer.move_ids.lot_ids = lots

        text = self._read("report_packing_slip", transfer)

        self.assertIn("L-1", text)
        self.assertIn("L-2", text)

    def test_slip_is_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("de_DE")
        template = self.env.ref("ecommerce_order_flow.packing_slip_contents")
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

    # === MANY AT ONCE === #

    def test_papers_come_in_pick_order(self):
        shelves = [
            self.env["stock.location"].create(
                {"name": name, "location_id": self.warehouse.lot_stock_id.id}
            )
            for name in ("Shelf B", "Shelf A")
        ]
        transfers = self.env["stock.picking"]
        for shelf in shelves:
            goods = self._create_product(name=shelf.name, taxes_id=False)
            self._add_product_qty_to_wh(goods.id, 5, shelf.id)
            transfers |= self._create_parcel(product=goods)

        action = transfers.action_print_labels()

        self.assertEqual(action["context"]["active_ids"], list(reversed(transfers.ids)))

    def test_places_of_the_first_step_make_the_pick_order(self):
        self._set_delivery_steps("pick_ship")
        shelf = self.env["stock.location"].create(
            {"name": "Shelf A", "location_id": self.warehouse.lot_stock_id.id}
        )
        goods = self._create_product(name="Candle", taxes_id=False)
        self._add_product_qty_to_wh(goods.id, 5, shelf.id)
        order = self._create_paid_order(product=goods)
        self._do_transfer(order)

        places = self.documents._get_picked_places(self._get_transfers(order))

        self.assertEqual(places, [shelf.complete_name])

    def test_four_labels_fit_on_a_page(self):
        transfers = self.env["stock.picking"].union(
            *(self._create_parcel() for _number in range(5))
        )

        pages = self._render("report_parcel_labels_on_a4", transfers).xpath(
            "//div[contains(@style, 'width: 210mm')]"
        )

        self.assertEqual(len(pages), 2)

    def test_labels_of_carriers_are_kept(self):
        ours, theirs, ours_too = (self._create_parcel() for _number in range(3))
        self._attach_carrier_label(theirs, pages=2)

        content, _type = (
            self.env["ir.actions.report"]
            .with_user(self.worker)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(
                "ecommerce_order_flow.report_parcel_label",
                (ours | theirs | ours_too).ids,
            )
        )

        pages = PdfFileReader(io.BytesIO(content)).pages
        is_a6 = [round(float(page.mediaBox[2])) < 300 for page in pages]
        self.assertEqual(is_a6, [True, False, False, True])

    def test_slip_does_not_double_the_label_of_a_carrier(self):
        transfer = self._create_parcel()
        self._attach_carrier_label(transfer)

        text = self._read("report_slip_with_label", transfer)

        self.assertIn("Use the label that the carrier made", text)
        self.assertNotIn("Jane Doe", text)

    def _attach_carrier_label(self, transfer, pages=1):
        self.env["ir.attachment"].create(
            {
                "name": f"{self.carrier._get_delivery_label_prefix()}-1.pdf",
                "raw": self._make_pdf(pages),
                "mimetype": "application/pdf",
                "res_model": "stock.picking",
                "res_id": transfer.id,
            }
        )

    def _make_pdf(self, pages):
        buffer = io.BytesIO()
        first, *others = (Image.new("RGB", (600, 800)) for _page in range(pages))
        first.save(buffer, "PDF", save_all=True, append_images=others)
        return buffer.getvalue()

    # === WHAT CAN'T BE PRINTED === #

    def test_missing_address_parts_are_said(self):
        transfer = self._create_parcel()
        self.partner.city = False

        with self.assertRaisesRegex(UserError, "lacks City"):
            transfer.action_print_labels()

    def test_the_others_are_printed(self):
        good = self._create_parcel()
        self._set_delivery_steps("pick_ship")
        picking = self._create_parcel()

        action = (good | picking).action_print_labels()

        self.assertIn(picking.name, action["params"]["message"])
        self.assertEqual(action["params"]["next"]["context"]["active_ids"], good.ids)

    def test_backend_transfer_has_no_label(self):
        order = self._create_confirmed_order(website_id=False)

        with self.assertRaisesRegex(UserError, "no parcel"):
            order.picking_ids.action_print_labels()
