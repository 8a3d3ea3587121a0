from odoo import api, models

from ...exceptions import IssueError


class EcommerceRewardCheck(models.AbstractModel):
    """Check whether the rewards of paid orders can still be redeemed.

    A gift card, for instance, may have been spent by another order. Without Odoo's
    `loyalty` there are no rewards.
    """

    _name = "ecommerce.reward.check"
    _description = "Reward Check of Paid Orders"

    @api.model
    def _find_unredeemable(self, orders):
        """Return an issue by order with rewards that can no longer be redeemed."""
        errors = {}
        for order in orders:
            if reasons := self._describe_unredeemable(order):
                errors[order] = IssueError(
                    self.env._(
                        "The customer paid, but not all rewards can be redeemed "
                        "anymore: %(rewards)s. Remove them and request the remaining "
                        "amount, renew them, or refund the payment and cancel the "
                        "order.",
                        rewards=", ".join(reasons),
                    ),
                    issue="reward_lost",
                )
        return errors

    @api.model
    def _describe_unredeemable(self, order):
        """Return the reasons why rewards of the order can no longer be redeemed."""
        # In sudo mode because customers and salespeople may not see all cards.
        return [
            reason
            for card in self._get_cards(order.sudo())
            if (reason := self._explain_unredeemable(order.sudo(), card))
        ]

    @api.model
    def _get_cards(self, order):
        """Return the coupons and gift cards redeemed by the order."""
        has_rewards = "coupon_point_ids" in order._fields
        return order.order_line.coupon_id if has_rewards else []

    @api.model
    def _explain_unredeemable(self, order, card):
        values = {"card": card.display_name}
        if not card.active:
            return self.env._("%(card)s is archived", **values)
        # Odoo accepts a card that was valid when the customer paid.
        paid_on = order._get_confirmed_tx_create_date()
        if card.expiration_date and card.expiration_date < paid_on:
            return self.env._("%(card)s has expired", **values)
        lacking = -order._get_real_points_for_coupon(card)
        if lacking > 0:
            return self.env._(
                "%(card)s lacks %(points)s",
                points=card._format_points(lacking),
                **values,
            )
        return False
