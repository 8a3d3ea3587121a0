from odoo import api, models

from .rules.fees import Estimate


class EcommerceReturnMoney(models.AbstractModel):
    """Amounts of returns; implemented by the room of refunds."""

    _name = "ecommerce.return.money"
    _description = "Refunds of Returns"

    @api.model
    def _estimate(self, order, quantities, fees):
        """Return the `Estimate` for quantities by the id of the order line."""
        return Estimate()

    @api.model
    def _is_refunded(self, case):
        """Return whether the accepted products are refunded."""
        return case.order_id.return_status == "settled"
