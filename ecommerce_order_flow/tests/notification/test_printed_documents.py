import base64
import io
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader, PdfFileWriter

from ..shipping.documents_common import DocumentsCommon

SLIPS = ("report_packing_slip", "report_slip_with_label")
A4, A6 = (595, 842), (298, 420)


@tagged("post_install", "-at_install")
class TestPrintedDocuments(DocumentsCommon):
    """Legal documents come with the packing slip where the shop wants it."""

    def setUp(self):
        super().setUp()
        reports = self.registry["ir.actions.report"]
        slip = self._make_pdf(A4)
        self.startPatcher(
            patch.object(reports, "_run_wkhtmltopdf", lambda *_args, **_options: slip)
        )

    def _make_pdf(self, size):
        document = PdfFileWriter()
        document.addBlankPage(*size)
        buffer = io.BytesIO()
        document.write(buffer)
        return buffer.getvalue()

    def _create_document(self, content=None, is_printed=True, **values):
        content = content or self._make_pdf(A6)
        return self.world["ecommerce.legal.document"].create(
            {
                "name": "Terms.pdf",
                "website_id": self.website.id,
                "file": base64.b64encode(content),
                "is_printed": is_printed,
                **values,
            }
        )

    def _print(self, report, transfers):
        """Return the widths of the printed pages."""
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _type = reports._render_qweb_pdf(
            f"ecommerce_order_flow.{report}", transfers.ids
        )
        pages = PdfFileReader(io.BytesIO(content)).pages
        return [round(float(page.mediaBox[2])) for page in pages]

    def test_document_is_behind_each_slip(self):
        self._create_document()
        transfers = self._create_parcel() | self._create_parcel()

        for report in SLIPS:
            with self.subTest(report):
                widths = self._print(report, transfers)
                self.assertEqual(widths, [A4[0], A6[0], A4[0], A6[0]])

    def test_only_slips_have_documents(self):
        self._create_document()

        widths = self._print("report_parcel_label", self._create_parcel())

        self.assertEqual(widths, [A4[0]])

    def test_document_is_in_the_customers_language(self):
        german = self.world["res.lang"]._activate_lang("de_DE")
        self._create_document(lang_id=german.id)
        transfer = self._create_parcel()
        self.assertEqual(self._print(SLIPS[0], transfer), [A4[0]])

        self.partner.lang = "de_DE"

        self.assertEqual(self._print(SLIPS[0], transfer), [A4[0], A6[0]])

    def test_other_documents_are_not_printed(self):
        self._create_document(is_printed=False)
        other = self.world["website"].create({"name": "Other"})
        self._create_document(website_id=other.id)

        self.assertEqual(self._print(SLIPS[0], self._create_parcel()), [A4[0]])

    def test_only_pdf_files_can_be_printed(self):
        self._create_document(b"Terms", is_printed=False)

        with self.assertRaisesRegex(ValidationError, "choose a PDF file"):
            self._create_document(b"Terms")
