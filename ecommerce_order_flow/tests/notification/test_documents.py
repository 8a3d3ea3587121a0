from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileWriter

from odoo.addons.base.models import ir_actions_report

from ...models.engine.locks import IS_AUTOMATED
from ..common import OrderFlowCommon

PAGE = '<html><head>{}</head><body class="o_body_pdf">An order</body></html>'
ODOO_SCRIPT = '<script src="/web/assets/1/web.report_assets_pdf.min.js"></script>'


@tagged("post_install", "-at_install")
class TestDocuments(OrderFlowCommon):
    """The PDF documents of automations are printed without waiting."""

    def setUp(self):
        super().setUp()
        self.startPatcher(
            patch.object(ir_actions_report, "_run_wkhtmltopdf", self._note)
        )
        self.world["ir.config_parameter"].set_param("report.print_delay", "700")
        self.stylesheet = self.world["ir.attachment"].create(
            {
                "name": "web.report_assets_common.min.css",
                "url": "/web/assets/1/web.report_assets_common.min.css",
                "mimetype": "text/css",
                "raw": b"p { color: green }",
            }
        )

    def _note(self, arguments):
        """Stand in for the program and note what it was to print."""
        self.arguments = arguments
        self.page = Path(arguments[-2]).read_text()
        document = PdfFileWriter()
        document.addBlankPage(width=595, height=842)
        with Path(arguments[-1]).open("wb") as file:
            document.write(file)
        return SimpleNamespace(returncode=0, stderr="")

    def _print(self, head, is_automated=True):
        reports = self.world["ir.actions.report"]
        reports = reports.with_context(**{IS_AUTOMATED: is_automated})
        reports._run_wkhtmltopdf([PAGE.format(head)])

    def _get_delay(self):
        return self.arguments[self.arguments.index("--javascript-delay") + 1]

    def _link_to(self, url):
        return f'<link type="text/css" rel="stylesheet" href="{url}"/>'

    def test_document_without_scripts_is_not_waited_for(self):
        self._print(ODOO_SCRIPT)

        self.assertEqual(self._get_delay(), "1")

    def test_document_with_a_script_of_its_own_has_its_time(self):
        for script in ("<script>draw()</script>", '<script src="/chart.js"/>'):
            with self.subTest(script):
                self._print(ODOO_SCRIPT + script)

                self.assertEqual(self._get_delay(), "700")

    def test_documents_that_people_print_are_odoos(self):
        link = self._link_to(self.stylesheet.url)

        self._print(link + ODOO_SCRIPT, is_automated=False)

        self.assertEqual(self._get_delay(), "700")
        self.assertIn(link, self.page)

    def test_stylesheets_are_part_of_the_document(self):
        self._print(self._link_to(self.stylesheet.url))

        self.assertNotIn("<link", self.page)
        self.assertIn("<style>p { color: green }</style>", self.page)

    def test_stylesheet_that_is_not_stored_stays_a_link(self):
        link = self._link_to("/web/assets/2/web.report_assets_common.min.css")

        self._print(link)

        self.assertIn(link, self.page)

    def test_confirmation_that_is_mailed_is_printed_without_waiting(self):
        context = {IS_AUTOMATED: True, "force_report_rendering": True}
        order = self._create_confirmed_order().sudo().with_context(**context)

        order.env["ecommerce.order.notifier"]._notify(order)

        self.assertEqual(self._get_delay(), "1")
        self.assertIn(order.name, self.page)
