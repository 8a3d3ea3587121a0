from odoo import api, models
from odoo.fields import Domain

from .const import OWN_ORDER


class ProductProduct(models.Model):
    _inherit = "product.product"

    @api.depends_context(OWN_ORDER)
    def _compute_quantities(self):
        """Override of `stock` to depend on the order in the context."""
        return super()._compute_quantities()

    def _compute_quantities_dict(self, *args, **kwargs):
        """Override of `stock` to count the stock reserved for the order as free.

        For eCommerce orders, stock for which other orders wait counts as taken.
        """
        quantities = super()._compute_quantities_dict(*args, **kwargs)
        if OWN_ORDER in self.env.context:
            for move in self._find_reservations():
                self._count_reservation(quantities[move.product_id.id], move)
        return quantities

    def _find_reservations(self):
        """Return the order's own reservations, and all those that lack stock.

        Its own count in any location: staff may change the warehouse.
        """
        own = Domain("reservation_line_id.order_id", "=", self.env.context[OWN_ORDER])
        short = Domain("state", "in", ("confirmed", "partially_available"))
        here = Domain(self._get_domain_locations()[0])
        # In sudo mode because customers can't read moves.
        return (
            self.env["stock.move"]
            .sudo()
            .search(
                Domain("reservation_line_id", "!=", False)
                & Domain("product_id", "in", self.ids)
                & (own | (short & here))
            )
        )

    @api.model
    def _count_reservation(self, quantities, move):
        if move.reservation_line_id.order_id.id == self.env.context[OWN_ORDER]:
            quantities["free_qty"] += move.quantity
            quantities["outgoing_qty"] -= move.product_uom_qty
            quantities["virtual_available"] += move.product_uom_qty
        else:
            quantities["free_qty"] -= move.product_uom_qty - move.quantity
