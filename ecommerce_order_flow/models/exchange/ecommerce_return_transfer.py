from odoo import api, models


class EcommerceReturnTransfer(models.AbstractModel):
    _inherit = "ecommerce.return.transfer"

    @api.model
    def _create_for(self, case):
        """Override of `returns` to receive products to repair apart from others."""
        result = super()._create_for(case)
        self.env["ecommerce.exchange.repair"]._redirect(case)
        return result
