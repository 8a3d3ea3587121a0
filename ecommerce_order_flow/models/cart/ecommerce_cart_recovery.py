from math import floor

from odoo import api, models
from odoo.tools import consteq

from ..engine.numbers import format_number
from .ecommerce_cart_check import LIVE_STATES


class EcommerceCartRecovery(models.AbstractModel):
    """Restoring abandoned carts."""

    _name = "ecommerce.cart.recovery"
    _description = "Cart Recovery Links"

    # === LINK === #

    @api.model
    def _find_cart(self, cart_id, access_token):
        """Return the order of a link, or an empty recordset if it is invalid."""
        try:
            order = self.env["sale.order"].browse(int(cart_id)).exists()
        except (TypeError, ValueError, OverflowError):  # A manipulated link.
            return self.env["sale.order"].browse()
        token = order.access_token or ""
        is_ours = token and consteq(token.encode(), str(access_token).encode())
        return order if is_ours else self.env["sale.order"].browse()

    @api.model
    def _find_cart_mail(self, cart, row_id):
        """Return the reminder whose link was opened.

        The links in Odoo's own email don't identify it: then it is the last one.
        """
        rows = cart.cart_reminder_mail_ids.filtered("sent_at").sorted("id")
        if not row_id:
            return rows[-1:]
        return rows.filtered(lambda row: str(row.id) == row_id)

    @api.model
    def _is_open_cart(self, cart):
        """Return whether the cart can be continued."""
        return cart.state == "draft" and cart._get_last_payment().state not in (
            LIVE_STATES
        )

    @api.model
    def _is_cart_of(self, cart, user):
        """Return whether the cart may be assigned to the user: the same person.

        Visitors who aren't signed in are assumed to be the recipient.
        """
        partner = user.partner_id
        return (
            user._is_public()
            or cart.partner_id.commercial_partner_id == partner.commercial_partner_id
            or (
                bool(partner.email_normalized)
                and cart.partner_id.email_normalized == partner.email_normalized
            )
        )

    # === RESTORE === #

    @api.model
    def _take_up(self, cart, _current_cart):
        """Return the cart with which the customer continues."""
        return cart

    @api.model
    def _restore_cart(self, cart, current_cart):
        """Update the restored cart, and merge the customer's current cart into it.

        :param current_cart: The customer's current cart, if any.
        :return: The changes since the customer left the cart, as sentences.
        """
        empty = self._tell_empty(cart)
        if not current_cart or current_cart == cart or not current_cart.order_line:
            return [*empty, *self._refresh_cart(cart)]
        codes = self._get_codes(current_cart)
        choices = self._get_chosen_rewards(current_cart)
        address = self._tell_address(cart, current_cart)
        changes = self._take_over(cart, current_cart)
        self._merge_cart(cart, current_cart)
        return [
            self.env._("We added the items you put into your cart since then."),
            *empty,
            *changes,
            *self._refresh_cart(cart),
            *self._use_codes(cart, codes),
            *self._choose_rewards(cart, choices),
            *address,
        ]

    @api.model
    def _tell_empty(self, cart):
        """Return a sentence if the cart is empty: Odoo removes archived products."""
        if cart.website_order_line:
            return []
        return [
            self.env._(
                "This cart is empty: its items were removed or are no longer sold."
            )
        ]

    @api.model
    def _refresh_cart(self, cart):
        """Update prices and quantities.

        :return: The changes, as sentences.
        """
        changes = []
        for line in self._get_own_lines(cart):
            if line.exists():  # It may have been deleted with the line it is linked to.
                changes += self._refresh_quantity(cart, line)
        before = self._get_shown_prices(cart)
        self._refresh_prices(cart)
        changes += self._tell_new_prices(cart, before)
        cart._verify_cart_after_update()
        return changes

    @api.model
    def _get_own_lines(self, cart):
        """Return the lines chosen by the customer.

        Delivery and rewards are computed from them. Some modules show lines that aren't
        stored.
        """
        return cart.website_order_line.filtered(
            lambda line: (
                line == line._origin
                and line._can_change_cart()
                and not line._is_former_part()
            )
        )

    # === PRICES === #

    @api.model
    def _get_shown_prices(self, cart):
        """Return the prices of the cart's lines, and their formatted texts."""
        prices = {
            line: line._get_cart_display_price() for line in self._get_own_lines(cart)
        }
        return {
            line: (cart.currency_id, price, cart._format_money(price))
            for line, price in prices.items()
        }

    @api.model
    def _refresh_prices(self, cart):
        pricelist = cart._get_todays_pricelist()
        has_ended = pricelist != cart.pricelist_id
        if has_ended:
            cart.pricelist_id = pricelist
        if has_ended or any(
            part._has_price_of_before()
            for line in self._get_own_lines(cart)
            for part in line | line._get_combo_lines()
        ):
            cart._recompute_prices()

    @api.model
    def _tell_new_prices(self, cart, prices_before):
        changes = []
        prices = self._get_shown_prices(cart)
        for line, (old_currency, old_price, old_text) in prices_before.items():
            currency, price, text = prices[line]
            if currency != old_currency or currency.compare_amounts(price, old_price):
                changes.append(
                    self.env._(
                        "%(product)s now costs %(now)s instead of %(before)s.",
                        product=line.name_short,
                        now=text,
                        before=old_text,
                    )
                )
        return changes

    # === QUANTITIES === #

    @api.model
    def _refresh_quantity(self, cart, line):
        """Lower the quantity of a line to the available one, or delete the line.

        :return: The changes, as sentences.
        """
        name, wanted = line.name_short, line.product_uom_qty
        if not line._stays_in_cart():
            reason = self._tell_gone(line)
            self._detach_options(line)
            line.unlink()
            return [reason]
        quantity = self._get_quantity_left(cart, line)
        if line.product_uom_id.compare(quantity, wanted) >= 0:
            return self._tell_stock(line)
        if quantity <= 0:
            self._detach_options(line)
        cart.with_context(skip_cart_verification=True)._cart_update_line_quantity(
            line.id, quantity
        )
        if quantity <= 0:
            return [self.env._("%(product)s is sold out.", product=name)]
        return [self._tell_quantity_left(name, quantity, wanted)]

    @api.model
    def _tell_gone(self, line):
        name = line.name_short
        if line._has_all_parts() or not line._can_be_chosen_anew():
            return self.env._("%(product)s is no longer sold.", product=name)
        if lost_parts := line._get_lost_parts():
            return self.env._(
                "%(product)s is no longer sold with %(parts)s: please configure it "
                "again.",
                product=name,
                parts=", ".join(lost_parts.mapped("name_short")),
            )
        return self.env._(
            "The composition of %(product)s has changed: please configure it again.",
            product=name,
        )

    @api.model
    def _tell_stock(self, line):
        """Return a sentence if the stock of a line in the cart is insufficient.

        If the shop offers pickup, the store's stock decides later.
        """
        name, wanted = line.name_short, line.product_uom_qty
        if line._is_sold_out():
            return [
                self.env._("%(product)s is not available at the moment.", product=name)
            ]
        quantities = [
            quantity
            for part in line | line._get_combo_lines()
            if (quantity := part._get_quantity_in_stock()) is not None
        ]
        left = min(quantities, default=wanted)
        if line.product_uom_id.compare(left, wanted) >= 0:
            return []
        return [self._tell_quantity_left(name, floor(left), wanted)]

    @api.model
    def _tell_quantity_left(self, name, left, wanted):
        return self.env._(
            "Only %(left)s of %(product)s are available (you wanted %(wanted)s).",
            left=format_number(self.env, left),
            product=name,
            wanted=format_number(self.env, wanted),
        )

    @api.model
    def _detach_options(self, line):
        """Unlink a line's optional products, so that they stay in the cart."""
        line.linked_line_ids.filtered(
            lambda option: not (option.combo_item_id or option._is_former_part())
        ).linked_line_id = False

    @api.model
    def _get_quantity_left(self, cart, line):
        """Return the available quantity of a line.

        For a combo it is that of its scarcest part.
        """
        left = [
            cart._verify_updated_quantity(
                part,
                part.product_id.id,
                line.product_uom_qty,
                uom_id=part.product_uom_id.id,
            )[0]
            for part in line | line._get_combo_lines()
        ]
        return min([*left, *line._get_bookings_left()])
