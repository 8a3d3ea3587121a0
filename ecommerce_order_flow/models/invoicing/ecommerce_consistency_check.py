from odoo import api, models


class EcommerceConsistencyCheck(models.Model):
    _inherit = "ecommerce.consistency.check"

    @api.model
    def _is_kept(self, record, field):
        """Override to keep the kind of customer of invoiced orders."""
        is_kept = str(field) == "sale.order.is_business"
        return super()._is_kept(record, field) or (
            is_kept and record.invoice_status == "invoiced"
        )
