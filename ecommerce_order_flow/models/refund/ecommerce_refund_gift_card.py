from odoo import api, fields, models

from .wish import GiftCardShare


class EcommerceRefundGiftCard(models.AbstractModel):
    """Return of the amounts that gift cards and eWallets paid, to them.

    For Odoo they are a discount of the order. A refund returns their share of what it
    credits; when the order is cancelled, Odoo returns the rest.
    """

    _name = "ecommerce.refund.gift.card"
    _description = "Return to Gift Cards"

    @api.model
    def _plan(self, order, documents):
        """Return the amounts that a refund's documents return to gift cards.

        :param order: A sales order in sudo mode.
        :rtype: list[GiftCardShare]
        """
        is_paid_by_card = self.env["ecommerce.gift.card.check"]._is_paid_by_card
        if order.state != "sale":
            return []
        return [
            GiftCardShare(line, points, amount)
            for line in order.order_line.filtered(is_paid_by_card)
            if (points := self._get_points(line, documents))
            and (amount := self._get_amount(line, points))
        ]

    @api.model
    def _get_points(self, line, documents):
        """Return the points of the card for the credited part of its line."""
        get_line_ids = self.env["ecommerce.refund.line"]._get_line_ids
        get_amount = self.env["ecommerce.refund.billing"]._get_amount_of_values
        credited = sum(
            get_amount(values)
            for document in documents
            for values in document.lines
            if line.id in get_line_ids(values)
        )
        price = line.product_uom_qty * line.price_unit
        if not price:
            return 0.0
        amount = line.currency_id.round(line.price_total * credited / price)
        worth = self._convert(line, -amount) / line.reward_id.discount
        return max(min(worth, line.points_cost), 0.0)

    @api.model
    def _convert(self, line, amount, *, back=False):
        """Return an amount of the order in the currency of the card, or back."""
        currencies = [line.currency_id, line.coupon_id.currency_id]
        if back:
            currencies.reverse()
        source, target = currencies
        today = fields.Date.context_today(line)
        return source._convert(amount, target, line.company_id, today)

    @api.model
    def _get_amount(self, line, points):
        """Return the amount of some points, in the currency of the order."""
        return self._convert(line, points * line.reward_id.discount, back=True)

    @api.model
    def _return(self, plan):
        """Return the planned amounts to their cards.

        Odoo updates the card with the points that the line of a confirmed order costs.

        :rtype: float
        """
        for share in plan.gift_cards:
            share.line.points_cost -= share.points
            share.line.order_id._update_loyalty_history(
                share.line.coupon_id, -share.points
            )
        return plan.returned_to_cards

    @api.model
    def _describe(self, plan):
        """Return a sentence for each card that gets something back."""
        return [
            self.env._(
                "%(amount)s are returned to %(card)s.",
                amount=share.line.order_id._format_money(share.amount),
                card=share.line.coupon_id.display_name,
            )
            for share in plan.gift_cards
        ]
