from odoo import api, fields, models

# Odoo's programs whose points are money.
MONEY_PROGRAMS = ("gift_card", "ewallet")


class EcommerceGiftCardCheck(models.AbstractModel):
    """Says what became of the gift cards that orders sold, or were paid with.

    Without Odoo's app of gift cards there are none. In sudo mode because customers and
    salespeople may not see all of them.
    """

    _name = "ecommerce.gift.card.check"
    _description = "Check of Gift Cards"

    @api.model
    def _has_gift_cards(self):
        """Return whether Odoo's app of gift cards is installed."""
        return "coupon_point_ids" in self.env["sale.order"]._fields

    # === SOLD BY THE ORDER === #

    @api.model
    def _get_sold(self, order):
        """Return the gift cards that the confirmed order sold, with their worth."""
        if not self._has_gift_cards() or order.state != "sale":
            return {}
        return {
            entry.coupon_id: entry.points
            for entry in order.sudo().coupon_point_ids
            if entry.coupon_id.program_type in MONEY_PROGRAMS and entry.points > 0
        }

    @api.model
    def _find_spent(self, order):
        """Return the gift cards of the order that are not worth their price anymore."""
        return [
            card
            for card, worth in self._get_sold(order).items()
            if order.currency_id.compare_amounts(card.points, worth) < 0
        ]

    @api.model
    def _find_valid(self, order):
        """Return the gift cards of the order that can still be spent."""
        return [
            card
            for card in self._get_sold(order)
            if card.active and order.currency_id.compare_amounts(card.points, 0) > 0
        ]

    @api.model
    def _find_overdrawn(self, order):
        """Return the cancelled order's gift cards of which something was spent."""
        if not self._has_gift_cards() or order.state != "cancel":
            return []
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
    def _find_lost(self, order):
        """Return the gift cards that paid the order and can't be used anymore."""
        if not self._has_gift_cards():
            return []
        today = fields.Date.context_today(order)
        cards = order.sudo().order_line.coupon_id.filtered(
            lambda card: card.program_type in MONEY_PROGRAMS
        )
        return cards.filtered(
            lambda card: (
                not card.active
                or (card.expiration_date and card.expiration_date < today)
            )
        )

    @api.model
    def _describe_lost(self, orders):
        """Return what staff is told when orders that such cards paid are cancelled."""
        cards_by_order = {order: self._find_lost(order) for order in orders}
        return {
            order: self.env._(
                "The order was paid with %(cards)s, which can't be used anymore: what "
                "the customer paid with it is lost unless you renew it.",
                cards=", ".join(card.display_name for card in cards),
            )
            for order, cards in cards_by_order.items()
            if cards
        }
