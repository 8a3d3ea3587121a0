import io
import re

from odoo import models
from odoo.tools.pdf import merge_pdf

from ..engine.locks import IS_AUTOMATED

HAS_NO_SCRIPT = "ecommerce_order_flow_has_no_script"
DELAY = "--javascript-delay"
# The script of Odoo's layout has run when the page is loaded.
OWN_SCRIPT = re.compile(r"<script(?![^>]*web\.report_assets_pdf)")
STYLESHEET = re.compile(r'<link[^>]*href="(?P<url>/web/assets/[^"]+\.css)"[^>]*/?>')

SLIP_REPORTS = (
    "ecommerce_order_flow.report_packing_slip",
    "ecommerce_order_flow.report_slip_with_label",
)


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Override of `base` to print legal documents behind packing slips."""
        printed = {}
        if self._get_report(report_ref).report_name in SLIP_REPORTS:
            legal_documents = self.env["ecommerce.legal.document"]
            pickings = self.env["stock.picking"].browse(res_ids or [])
            printed = {it.id: legal_documents._get_printed(it) for it in pickings}
        if not any(printed.values()):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        streams = {}
        for picking_id, contents in printed.items():
            [slip] = (
                super()
                ._render_qweb_pdf_prepare_streams(report_ref, data, [picking_id])
                .values()
            )
            content = merge_pdf([slip["stream"].getvalue(), *contents])
            streams[picking_id] = {"stream": io.BytesIO(content), "attachment": None}
        return streams

    def _run_wkhtmltopdf(
        self, bodies, report_ref=False, header=None, footer=None, **options
    ):
        """Override of `base` to print the documents of automations without waiting.

        Odoo waits a second for the scripts of each document (the system parameter
        ``report.print_delay``) and has its stylesheets fetched from the website.
        Documents with scripts of their own keep the delay; all look the same.
        """
        if not self.env.context.get(IS_AUTOMATED):
            return super()._run_wkhtmltopdf(
                bodies, report_ref, header, footer, **options
            )
        bodies = [self._include_styles(body) for body in bodies]
        has_script = any(OWN_SCRIPT.search(body) for body in bodies)
        report = self.with_context(**{HAS_NO_SCRIPT: not has_script})
        return super(IrActionsReport, report)._run_wkhtmltopdf(
            bodies,
            report_ref,
            header and self._include_styles(header),
            footer and self._include_styles(footer),
            **options,
        )

    def _build_wkhtmltopdf_args(self, *args, **kwargs):
        """Override of `base` to leave out the delay for documents without scripts."""
        command = super()._build_wkhtmltopdf_args(*args, **kwargs)
        if self.env.context.get(HAS_NO_SCRIPT) and DELAY in command:
            command[command.index(DELAY) + 1] = "1"
        return command

    def _include_styles(self, page):
        """Return a page with its stylesheets in place of the links to them."""
        return STYLESHEET.sub(self._get_style, page)

    def _get_style(self, link):
        # In sudo mode because users can't read the attachments of public stylesheets.
        attachments_sudo = self.env["ir.attachment"].sudo()
        bundle = attachments_sudo.search([("url", "=", link["url"])], limit=1)
        return f"<style>{bundle.raw.decode()}</style>" if bundle else link[0]
