from odoo import api, models


class EcommerceConfirmationCheck(models.AbstractModel):
    """Says what keeps paid orders from being confirmed until a person decides."""

    _name = "ecommerce.confirmation.check"
    _description = "Check of Paid Orders to Confirm"

    @api.model
    def _find_obstacles(self, orders):
        """Return the issue of each paid order that only a person can confirm."""
        return {
            **self.env["ecommerce.reward.check"]._find_unredeemable(orders),
            **self.env["ecommerce.stock.check"]._find_sold_out(orders),
        }
