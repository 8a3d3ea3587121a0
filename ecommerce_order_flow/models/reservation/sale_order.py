from odoo import models

from .const import OWN_ORDER, RESERVATION_FIELDS


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def write(self, vals):
        """Override of `sale` to update the reservations of waiting orders.

        On confirmation they are handed over, see `_action_launch_stock_rule`.
        """
        reservation = self.env["ecommerce.stock.reservation"]
        terms = reservation._get_terms(self)
        result = super().write(vals)
        if vals.get("state") != "sale" and (
            not vals.keys().isdisjoint(RESERVATION_FIELDS)
            or reservation._get_terms(self) != terms
        ):
            reservation._bring_up_to_date(self)
        return result

    def _get_free_qty(self, product):
        """Override of `website_sale_stock` to count the order's reservations as free.

        Orders without reservations share one cache key.
        """
        # In sudo mode because customers can't read moves. Line by line, which
        # prefetches those of a whole batch.
        order_sudo = self.sudo()
        has_own = order_sudo.waiting_policy and any(
            line.reservation_move_ids for line in order_sudo.order_line
        )
        own_id = has_own and self.id
        return super()._get_free_qty(product.with_context(**{OWN_ORDER: own_id}))
