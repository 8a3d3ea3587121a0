from odoo import api, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends(
        "return_ids.line_ids.exchange_move_ids",
        "return_ids.line_ids.is_refunded_instead",
        "return_ids.line_ids.replaced_quantity",
    )
    def _compute_flow_status(self):
        """Override to depend on exchanges."""
        return super()._compute_flow_status()
