from odoo import api, models
from odoo.tools import consteq

from .ecommerce_cart_check import LIVE_STATES


class EcommerceCartRecovery(models.AbstractModel):
    """Customers come back to the carts that they left behind."""

    _name = "ecommerce.cart.recovery"
    _description = "Recovery of Carts"

    # === LINK === #

    @api.model
    def _find_cart(self, cart_id, access_token):
        """Return the order that a link is about; none for links that aren't ours."""
        try:
            order = self.env["sale.order"].browse(int(cart_id)).exists()
        except (ValueError, OverflowError):  # Somebody tries.
            return self.env["sale.order"].browse()
        token = order.access_token or ""
        is_ours = token and consteq(token.encode(), access_token.encode())
        return order if is_ours else self.env["sale.order"].browse()

    @api.model
    def _find_cart_mail(self, cart, row_id):
        """Return the reminder by which the customer comes.

        The links in Odoo's own mail don't say which it is: then it is the last one.
        """
        rows = cart.cart_reminder_mail_ids.filtered("sent_at").sorted("id")
        if not row_id:
            return rows[-1:]
        return rows.filtered(lambda row: str(row.id) == row_id)

    @api.model
    def _is_open_cart(self, cart):
        """Return whether the customer can go on shopping with it."""
        return cart.state == "draft" and cart._get_last_payment().state not in (
            LIVE_STATES
        )

    @api.model
    def _is_cart_of(self, cart, user):
        """Return whether the cart may become a signed-in user's: it is the same person.

        Visitors who aren't signed in are whoever got the mail.
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
    def _restore_cart(self, cart, current_cart):
        """Bring the cart up to date, with what the customer put into another one since.

        :param current_cart: The customer's current cart, if there is one.
        :return: What changed since the customer left the cart, in sentences.
        """
        changes = []
        if current_cart and current_cart != cart and current_cart.order_line:
            self._merge_cart(cart, current_cart)
            changes.append(
                self.env._("We added what you put into your cart in the meantime.")
            )
        changes += self._refresh_cart(cart)
        return changes

    @api.model
    def _merge_cart(self, cart, other):
        """Move what is in another cart into this one; the other one is cancelled."""
        lines = other.order_line.filtered(lambda line: line._can_change_cart())
        for line in lines:
            same_line = self._find_same_line(cart, line)
            if same_line:
                same_line.product_uom_qty += line.product_uom_qty
            else:
                line.order_id = cart
        (lines & other.order_line).unlink()
        other.action_cancel()
        cart._note_cart_activity()

    @api.model
    def _find_same_line(self, cart, line):
        """Return this cart's line of the same product, chosen in the same way."""
        is_special = (
            line.product_custom_attribute_value_ids
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

    @api.model
    def _refresh_cart(self, cart):
        """Bring prices and quantities up to date.

        :return: What changed, in sentences.
        """
        changes = []
        for line in self._get_own_lines(cart):
            if line.exists():  # It may have gone with the line that it belongs to.
                changes += self._refresh_quantity(cart, line)
        prices = {
            line: line._get_cart_display_price() for line in self._get_own_lines(cart)
        }
        if any(
            line._has_other_price(*line._get_todays_unit_price()) for line in prices
        ):
            cart._recompute_prices()
        for line, before in prices.items():
            now = line._get_cart_display_price()
            if cart.currency_id.compare_amounts(now, before):
                changes.append(
                    self.env._(
                        "%(product)s now costs %(now)s instead of %(before)s.",
                        product=line.name_short,
                        now=cart._format_money(now),
                        before=cart._format_money(before),
                    )
                )
        cart._verify_cart_after_update()
        return changes

    @api.model
    def _get_own_lines(self, cart):
        """Return the lines that the customer chose.

        Delivery and rewards follow from them. Some apps show lines that aren't stored.
        """
        return cart.website_order_line.filtered(
            lambda line: line == line._origin and line._can_change_cart()
        )

    @api.model
    def _refresh_quantity(self, cart, line):
        """Lower the quantity of a line to what there is; none is left of what is gone.

        :return: What changed, in sentences.
        """
        product, name, wanted = line.product_id, line.name_short, line.product_uom_qty
        if not line._is_sold_by_shop():
            line.unlink()
            return [self.env._("%(product)s is not sold anymore.", product=name)]
        quantity, _warning = cart._verify_updated_quantity(
            line, product.id, wanted, line.product_uom_id.id
        )
        if line.product_uom_id.compare(quantity, wanted) >= 0:
            # Where customers can fetch goods in a store, the store decides later.
            return [
                self.env._("%(product)s is not available at the moment.", product=name)
            ] * line._is_sold_out()
        cart.with_context(skip_cart_verification=True)._cart_update_line_quantity(
            line.id, quantity
        )
        if quantity <= 0:
            return [self.env._("%(product)s is sold out.", product=name)]
        return [
            self.env._(
                "There are only %(left)s of %(product)s left; you wanted %(wanted)s.",
                left=f"{quantity:g}",
                product=name,
                wanted=f"{wanted:g}",
            )
        ]
