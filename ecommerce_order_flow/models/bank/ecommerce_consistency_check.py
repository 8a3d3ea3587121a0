from odoo import api, models


class EcommerceConsistencyCheck(models.Model):
    _inherit = "ecommerce.consistency.check"

    @api.model
    def _get_records(self, order):
        """Override to also check the shares of payments in the order."""
        return [*super()._get_records(order), *order.payment_share_ids]
