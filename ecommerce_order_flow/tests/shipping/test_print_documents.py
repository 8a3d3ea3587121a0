import io
from unittest.mock import patch

from PIL import Image

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestPrintDocuments(DocumentsCommon):
    """Many documents come on one print-out."""

    # === MANY AT ONCE === #

    def test_each_button_prints_its_papers_of_all_parcels(self):
        transfers = self._create_parcel() | self._create_parcel()
        for button, report in (
            ("action_print_labels", "report_parcel_label"),
            ("action_print_labels_on_a4", "report_parcel_labels_on_a4"),
            ("action_print_slips", "report_packing_slip"),
            ("action_print_slips_with_labels", "report_slip_with_label"),
        ):
            with self.subTest(button):
                action = getattr(transfers, button)()

                self.assertEqual(
                    action["report_name"], f"ecommerce_order_flow.{report}"
                )
                self.assertEqual(
                    set(action["context"]["active_ids"]), set(transfers.ids)
                )

    def test_papers_come_in_pick_order(self):
        shelves = [
            self.world["stock.location"].create(
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
        shelf = self.world["stock.location"].create(
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

        self.assertIn("Use the shipping label that the carrier created", text)
        self.assertNotIn("Jane Doe", text)

    def test_label_for_another_printer_is_not_doubled(self):
        transfer = self._create_parcel()
        self._attach_carrier_label(transfer, "zpl", raw=b"^XA^XZ")

        text = self._read("report_parcel_label", transfer)

        self.assertIn("Use the shipping label that the carrier created", text)
        self.assertNotIn("Jane Doe", text)

    def test_void_label_is_not_printed_beside_the_new_one(self):
        transfer = self._create_parcel()
        void = self._attach_carrier_label(transfer)

        self._cancel_shipment(transfer)
        new = self._attach_carrier_label(transfer)

        self.assertEqual(self.documents._get_carrier_labels(transfer), new)
        self.assertIn("VOID", void.name)

    def test_parcel_has_our_label_once_that_of_the_carrier_is_void(self):
        transfer = self._create_parcel()
        self._attach_carrier_label(transfer)

        self._cancel_shipment(transfer)

        self.assertIn("Jane Doe", self._read("report_parcel_label", transfer))

    def _cancel_shipment(self, transfer):
        """Cancel it where a connector knows how."""
        connector = type(self.carrier)
        with patch.object(connector, "fixed_cancel_shipment", lambda *_args: None):
            transfer.cancel_shipment()

    def _attach_carrier_label(self, transfer, ending="pdf", pages=1, raw=None):
        return self.world["ir.attachment"].create(
            {
                "name": f"{self.carrier._get_delivery_label_prefix()}-1.{ending}",
                "raw": raw or self._make_pdf(pages),
                "mimetype": "text/plain" if raw else "application/pdf",
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

        with self.assertRaisesRegex(UserError, "does not ship an eCommerce order"):
            order.picking_ids.action_print_labels()
