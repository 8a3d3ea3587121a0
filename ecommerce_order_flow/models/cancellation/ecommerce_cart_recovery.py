from odoo import api, models


class EcommerceCartRecovery(models.AbstractModel):
    """What was in an order that nobody paid in time can be ordered once more."""

    _inherit = "ecommerce.cart.recovery"

    @api.model
    def _is_open_cart(self, cart):
        """Override for orders that expired: they come back as another cart."""
        return super()._is_open_cart(cart) or self._is_expired(cart)

    @api.model
    def _is_expired(self, order):
        return order.state == "cancel" and order.cancelled_by == "deadline"

    @api.model
    def _take_up(self, cart, current_cart):
        """Override to copy orders that expired; the link may be followed twice."""
        if not self._is_expired(cart):
            return super()._take_up(cart, current_cart)
        is_copied = current_cart and current_cart.origin == cart.name
        return current_cart if is_copied else self._copy_expired(cart)

    @api.model
    def _copy_expired(self, order):
        """Return a cart with what the customer chose: delivery and rewards follow."""
        cart = order.copy({"origin": order.name, "carrier_id": False})
        cart.order_line.filtered(
            lambda line: not line._goes_along() or line._is_booking()
        ).unlink()
        return cart
