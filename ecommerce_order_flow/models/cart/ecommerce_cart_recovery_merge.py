from odoo import api, models


class EcommerceCartRecovery(models.AbstractModel):
    """Two carts become one: lines and bookings of the current one go along."""

    _inherit = "ecommerce.cart.recovery"

    @api.model
    def _merge_cart(self, cart, other):
        """Move what is in another cart into this one; the other one is cancelled."""
        for line in other.order_line.filtered(lambda line: line._goes_along()):
            self._move_line(line, cart)
        other.order_line.unlink()
        other.action_cancel()
        cart._note_cart_activity()

    @api.model
    def _tell_address(self, cart, other):
        """Say where the goods go if those of another cart should go somewhere else.

        :return: A sentence, or none, in a list.
        """
        address = self._get_address(cart)
        nobody = other.website_id.user_id.sudo().partner_id
        if other.partner_id == nobody or self._get_address(other) in ("", address):
            return []
        return [
            self.env._(
                "Everything goes to the address of the older cart, %(address)s: check "
                "it at the checkout.",
                address=address,
            )
        ]

    @api.model
    def _get_address(self, cart):
        """Return where a cart goes, in a line."""
        text = cart.partner_shipping_id._display_address(without_company=True)
        return ", ".join(filter(None, map(str.strip, text.splitlines())))

    @api.model
    def _take_pricelist(self, cart, other):
        """Have the other cart's pricelist if the customer entered a code for it.

        :return: Which prices it changes, in sentences.
        """
        pricelist = other.pricelist_id
        if not pricelist.code or pricelist == cart.pricelist_id:
            return []
        before = self._get_shown_prices(cart)
        cart.pricelist_id = pricelist
        cart._recompute_prices()
        return self._tell_new_prices(cart, before)

    @api.model
    def _move_line(self, line, cart):
        if line._is_booked_already(cart):
            return
        same_line = self._find_same_line(cart, line)
        if same_line:
            same_line.product_uom_qty += line.product_uom_qty
            return
        line.order_id = cart
        if "registration_ids" in line._fields:
            # Otherwise the seats go with the cart in which they were booked.
            line.registration_ids.sale_order_id = cart

    @api.model
    def _find_same_line(self, cart, line):
        """Return this cart's line of the same product, chosen in the same way."""
        is_special = (
            not line._can_change_cart()
            or line._is_booking()
            or line.product_custom_attribute_value_ids
            or line.linked_line_id
            or line.linked_line_ids
        )
        if is_special:
            return self.env["sale.order.line"]
        return cart._cart_find_product_line(
            line.product_id.id,
            line.product_uom_id.id,
            no_variant_attribute_value_ids=(
                line.product_no_variant_attribute_value_ids.ids
            ),
        )[:1]
