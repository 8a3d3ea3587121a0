from odoo import api, models


class EcommerceConsistencyCheck(models.Model):
    _inherit = "ecommerce.consistency.check"

    @api.model
    def _get_settled_fields(self):
        """Override to add the dates that later changes of settings don't affect."""
        return super()._get_settled_fields() | {
            "sale.order.ship_by",
            "sale.order.promised_on",
            "stock.picking.expected_delivery_on",
        }
