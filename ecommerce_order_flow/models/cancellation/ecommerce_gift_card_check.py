from odoo import api, fields, models

# Types of loyalty programs whose points are money.
MONEY_PROGRAMS = ("gift_card", "ewallet")


class EcommerceGiftCardCheck(models.AbstractModel):
    """Check of the gift cards that orders sold or were paid with.

    Without Odoo's `sale_loyalty` there are none. In sudo mode because customers and
    salespeople may not see all of them.
    """

    _name = "ecommerce.gift.card.check"
    _description = "Gift Card Check"

    @api.model
    def _has_gift_cards(self):
        """Return whether Odoo's module of gift cards is installed."""
        return "coupon_point_ids" in self.env["sale.order"]._fields

    # === SOLD BY THE ORDER === #

    @api.model
    def _get_sold(self, order):
        """Return the gift cards sold by the confirmed order, with their value."""
        if not self._has_gift_cards() or order.state != "sale":
            return {}
        # In sudo mode because customers and salespeople may not see all cards.
        return {
            entry.coupon_id: entry.points
            for entry in order.sudo().coupon_point_ids
            if entry.coupon_id.program_type in MONEY_PROGRAMS and entry.points > 0
        }

    @api.model
    def _find_spent(self, order):
        """Return the order's gift cards with a balance below their price."""
        return [
            card
            for card, worth in self._get_sold(order).items()
            if order.currency_id.compare_amounts(card.points, worth) < 0
        ]

    @api.model
    def _find_valid(self, order):
        """Return the order's gift cards that can still be spent."""
        return [
            card
            for card in self._get_sold(order)
            if card.active and order.currency_id.compare_amounts(card.points, 0) > 0
        ]

    @api.model
    def _find_overdrawn(self, order):
        """Return the cancelled order's gift cards that were partly spent."""
        if not self._has_gift_cards() or order.state != "cancel":
            return []
        # In sudo mode because salespeople may not see all cards.
        return (
            self.env["loyalty.card"]
            .sudo()
            .search(
                [
                    ("order_id", "=", order.id),
                    ("program_type", "in", MONEY_PROGRAMS),
                    ("points", "<", 0),
                ]
            )
        )

    # === THAT PAID THE ORDER === #

    @api.model
    def _is_paid_by_card(self, line):
        """Return whether a gift card or eWallet paid for this line of an order."""
        return self._has_gift_cards() and (
            line.coupon_id.program_type in MONEY_PROGRAMS
        )

    @api.model
    def _find_lost(self, order):
        """Return the gift cards that paid the order and can't be used anymore."""
        if not self._has_gift_cards():
            return []
        today = fields.Date.context_today(order)
        # In sudo mode because customers and salespeople may not see all cards.
        cards = order.sudo().order_line.filtered(self._is_paid_by_card).coupon_id
        return cards.filtered(
            lambda card: (
                not card.active
                or (card.expiration_date and card.expiration_date < today)
            )
        )

    @api.model
    def _describe_lost(self, orders):
        """Return the warnings for staff by order paid with such gift cards."""
        cards_by_order = {order: self._find_lost(order) for order in orders}
        return {
            order: self.env._(
                "The order was paid with %(cards)s, which cannot be used anymore: the "
                "amount that the customer paid with it is lost unless you renew it.",
                cards=", ".join(card.display_name for card in cards),
            )
            for order, cards in cards_by_order.items()
            if cards
        }
