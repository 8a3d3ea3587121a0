from odoo import api, models


class EcommerceCartRecovery(models.AbstractModel):
    """Reordering of orders cancelled for lack of payment."""

    _inherit = "ecommerce.cart.recovery"

    @api.model
    def _is_open_cart(self, cart):
        """Override to include expired orders, which are recovered as a new cart."""
        return super()._is_open_cart(cart) or self._is_expired(cart)

    @api.model
    def _is_expired(self, order):
        return order.state == "cancel" and order.cancelled_by == "deadline"

    @api.model
    def _take_up(self, cart, current_cart):
        """Override to copy expired orders; opening the link again copies nothing."""
        if not self._is_expired(cart):
            return super()._take_up(cart, current_cart)
        is_copied = current_cart and current_cart.origin == cart.name
        return current_cart if is_copied else self._copy_expired(cart)

    @api.model
    def _copy_expired(self, order):
        """Return a copy with the customer's choices, without delivery and rewards."""
        cart = order.copy({"origin": order.name, "carrier_id": False})
        cart.order_line.filtered(
            lambda line: not line._goes_along() or line._is_booking()
        ).unlink()
        return cart
