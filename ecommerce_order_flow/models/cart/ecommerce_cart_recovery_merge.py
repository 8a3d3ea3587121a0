from odoo import api, models


class EcommerceCartRecovery(models.AbstractModel):
    """Merging of two carts: lines, bookings and choices of the current one."""

    _inherit = "ecommerce.cart.recovery"

    @api.model
    def _merge_cart(self, cart, other):
        """Move the lines of another cart into this one, and cancel the other one."""
        for line in other.order_line.filtered(lambda line: line._goes_along()):
            self._move_line(line, cart)
        other.order_line.unlink()
        other.action_cancel()
        cart._note_cart_activity()

    # === WHAT THE CUSTOMER FILLED IN === #

    @api.model
    def _take_over(self, cart, other):
        """Take over the data that the customer entered in another, newer cart.

        Empty values of the other cart are ignored.

        :return: Lost lines and changed prices, as sentences.
        """
        changes = self._drop_changed_sets(cart)
        before = self._get_shown_prices(cart)
        if other.client_order_ref:
            cart.client_order_ref = other.client_order_ref
            other.client_order_ref = False  # or Odoo reports a duplicate
        if self._has_chosen_address(cart, other):
            self._take_address(cart, other)
        self._take_pricelist(cart, other)
        self._move_notes(cart, other)
        changes += self._tell_new_prices(cart, before)
        return changes + self._convert_prices(cart, other)

    @api.model
    def _drop_changed_sets(self, cart):
        """Delete changed combos, whose price can't be computed, before others' are."""
        return [
            sentence
            for line in self._get_own_lines(cart)
            if line.exists() and not line._has_all_parts()
            for sentence in self._refresh_quantity(cart, line)
        ]

    @api.model
    def _take_pricelist(self, cart, other):
        """Take over the other cart's pricelist if it was chosen by a code."""
        pricelist = other.pricelist_id
        if pricelist.code and pricelist != cart.pricelist_id:
            cart.pricelist_id = pricelist
            cart._recompute_prices()

    @api.model
    def _convert_prices(self, cart, other):
        """Let another cart have this one's currency, before its lines are moved.

        :return: The changes, as sentences.
        """
        if other.currency_id == cart.currency_id:
            return []
        changes = self._drop_changed_sets(other)
        before = self._get_shown_prices(other)
        other.pricelist_id = cart.pricelist_id
        other._recompute_prices()
        return changes + self._tell_new_prices(other, before)

    @api.model
    def _move_notes(self, cart, other):
        """Move the customer's comments and attachments of the checkout."""
        notes = other.message_ids.filtered(
            lambda message: message.message_type == "comment"
        )
        files = self.env["ir.attachment"].search(
            [("res_model", "=", other._name), ("res_id", "=", other.id)]
        )
        (notes.attachment_ids | files).res_id = cart.id
        notes.res_id = cart.id

    # === ADDRESS === #

    @api.model
    def _has_chosen_address(self, cart, other):
        """Return whether the customer chose the addresses of another cart.

        Before the checkout, a cart has the addresses that Odoo proposes.
        """
        partner = other.partner_id
        proposed = partner.address_get(["invoice", "delivery"])
        is_chosen = partner != cart.partner_id or (
            other.partner_invoice_id.id != proposed["invoice"]
            or other.partner_shipping_id.id != proposed["delivery"]
        )
        return is_chosen and self._has_address(other)

    @api.model
    def _has_address(self, cart):
        # In sudo mode because customers can't read the website's public user.
        nobody = cart.website_id.user_id.sudo().partner_id
        return cart.partner_id != nobody and bool(self._get_address(cart))

    @api.model
    def _take_address(self, cart, other):
        """Take over the other cart's customer, addresses and dependent values."""
        tax_rule, pricelist = cart.fiscal_position_id, cart.pricelist_id
        cart.write(
            {
                name: other[name].id
                for name in ("partner_id", "partner_invoice_id", "partner_shipping_id")
                if cart[name] != other[name]
            }
        )
        if pricelist.code:  # The customer entered its code.
            cart.pricelist_id = pricelist
        if cart.fiscal_position_id != tax_rule:
            cart._recompute_taxes()
        if cart.pricelist_id != pricelist:
            cart._recompute_prices()

    @api.model
    def _tell_address(self, cart, other):
        """Return a sentence about the delivery address if those of the carts differ.

        :return: A list with the sentence, or an empty list.
        """
        old, new = self._get_address(cart), self._get_address(other)
        if old == new or not self._has_address(cart) or not self._has_address(other):
            return []
        if self._has_chosen_address(cart, other):
            sentence = self.env._(
                "Everything will be shipped to the address that you entered last, "
                "%(address)s: please check it at checkout.",
                address=new,
            )
        else:
            sentence = self.env._(
                "Everything will be shipped to the address of the older cart, "
                "%(address)s: please check it at checkout.",
                address=old,
            )
        return [sentence]

    @api.model
    def _get_address(self, cart):
        """Return the delivery address of a cart in one line."""
        text = cart.partner_shipping_id._display_address(without_company=True)
        return ", ".join(filter(None, map(str.strip, text.splitlines())))

    # === LINES === #

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
            # Otherwise the seats are cancelled with the cart in which they were booked.
            line.registration_ids.sale_order_id = cart

    @api.model
    def _find_same_line(self, cart, line):
        """Return this cart's line of the same product with the same choices."""
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
