from odoo import api, models


class EcommerceConfirmationCheck(models.AbstractModel):
    """Check what prevents paid orders from being confirmed automatically."""

    _name = "ecommerce.confirmation.check"
    _description = "Confirmation Check"

    @api.model
    def _find_obstacles(self, orders):
        """Return an issue by paid order that needs a decision before confirmation."""
        return {
            **self.env["ecommerce.reward.check"]._find_unredeemable(orders),
            **self.env["ecommerce.stock.check"]._find_sold_out(orders),
        }
