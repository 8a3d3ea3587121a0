import io
from itertools import groupby

from odoo import models
from odoo.tools.pdf import merge_pdf

from ..engine.const import ADDON

LABEL_REPORTS = (
    f"{ADDON}.report_parcel_label",
    f"{ADDON}.report_parcel_labels_on_a4",
)


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _get_rendering_context(self, report, docids, data):
        """Override of `base` to print our documents for readers of their records only.

        Their addresses have the records' numbers, and parts of them are read in sudo
        mode, which fills the cache for everybody.
        """
        if report.report_name.startswith(f"{ADDON}."):
            self.env[report.model].browse(docids).check_access("read")
        return super()._get_rendering_context(report, docids, data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Override of `base` to print the labels created by carriers' connectors.

        Our labels are for parcels without one. The requested order is kept.
        """
        report = self._get_report(report_ref)
        if report.report_name not in LABEL_REPORTS or not res_ids:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        pickings = self.env["stock.picking"].browse(res_ids)
        Document = self.env["ecommerce.shipping.document"]
        labels = {picking: Document._get_carrier_pdfs(picking) for picking in pickings}
        streams = {}
        # Only neighbours are grouped, so the order is kept.
        for has_own, group in groupby(  # pylint: disable=bad-builtin-groupby
            pickings, lambda picking: bool(labels[picking])
        ):
            ids = [picking.id for picking in group]
            if has_own:
                for picking_id in ids:
                    content = merge_pdf(
                        labels[pickings.browse(picking_id)].mapped("raw")
                    )
                    streams[picking_id] = {
                        "stream": io.BytesIO(content),
                        "attachment": None,
                    }
            else:
                made = super()._render_qweb_pdf_prepare_streams(report_ref, data, ids)
                streams.update({key or ids[0]: made[key] for key in made})
        return streams
