from odoo import models

from .const import OWN_ORDER

# What of an order says whether and from where its stock is reserved.
RESERVATION_FIELDS = {
    "state",
    "waiting_policy",
    "payment_due_at",
    "warehouse_id",
    "partner_shipping_id",
}


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def write(self, vals):
        """Override of `sale` to reserve what orders need that wait, and no more.

        The confirmation hands over what is reserved, see `_action_launch_stock_rule`.
        """
        result = super().write(vals)
        if RESERVATION_FIELDS & vals.keys() and vals.get("state") != "sale":
            self.env["ecommerce.stock.reservation"]._bring_up_to_date(self)
        return result

    def _get_free_qty(self, product):
        """Override of `website_sale_stock`: what is reserved for the order is free."""
        return super()._get_free_qty(product.with_context(**{OWN_ORDER: self.id}))
