from odoo import api, models
from odoo.exceptions import UserError


class EcommerceCartRecovery(models.AbstractModel):
    """Codes and rewards of the current cart are kept, or explained if lost.

    Odoo's module `sale_loyalty` is optional.
    """

    _inherit = "ecommerce.cart.recovery"

    # === WHAT THE CART HAD === #

    @api.model
    def _refresh_cart(self, cart):
        """Override to report rewards that have ended or have a lower value."""
        before = self._get_reward_amounts(cart)
        changes = super()._refresh_cart(cart)
        if before:
            cart._update_programs_and_rewards()
        return changes + self._tell_lost_rewards(cart, before)

    @api.model
    def _get_reward_amounts(self, cart):
        """Return the discounts of the cart by reward."""
        if not self._knows_rewards(cart):
            return {}
        return {
            reward: -sum(lines.mapped("price_total"))
            for reward, lines in cart.order_line.grouped("reward_id").items()
            if reward
        }

    @api.model
    def _tell_lost_rewards(self, cart, before):
        now = self._get_reward_amounts(cart)
        return [
            self._tell_lost_reward(cart, reward, amount, now.get(reward))
            for reward, amount in before.items()
            if reward not in now or self._pays_less(reward, amount, now[reward])
        ]

    @api.model
    def _pays_less(self, reward, before, now):
        """Return whether the balance of a gift card or eWallet was spent elsewhere."""
        currency = reward.currency_id
        return (
            reward.program_id.is_payment_program
            and currency.compare_amounts(now, before) < 0
        )

    @api.model
    def _tell_lost_reward(self, cart, reward, before, now):
        if now is None:
            return self.env._(
                "%(reward)s is not available for this cart.", reward=reward.description
            )
        return self.env._(
            "%(reward)s now covers %(now)s instead of %(before)s.",
            reward=reward.description,
            now=cart._format_money(now),
            before=cart._format_money(before),
        )

    # === CODES === #

    @api.model
    def _get_codes(self, cart):
        """Return the codes entered by the customer."""
        if not self._knows_rewards(cart):
            return []
        cards = self._get_cards_with_code(cart)
        return cart.code_enabled_rule_ids.mapped("code") + cards.mapped("code")

    @api.model
    def _knows_rewards(self, cart):
        return "applied_coupon_ids" in cart._fields

    @api.model
    def _get_cards_with_code(self, cart):
        return cart.applied_coupon_ids.filtered(
            lambda card: not card.program_id.is_nominative
        )

    @api.model
    def _use_codes(self, cart, codes):
        """Apply codes to a cart.

        :return: The refused codes and the reasons, as sentences.
        """
        changes = []
        for code in codes:
            reason = code not in self._get_codes(cart) and self._use_code(cart, code)
            if reason:
                changes.append(
                    self.env._(
                        "The code %(code)s cannot be used with this cart: %(reason)s",
                        code=code,
                        reason=reason,
                    )
                )
        return changes

    @api.model
    def _use_code(self, cart, code):
        """Apply a code to a cart, and its reward if there is nothing to choose.

        :return: The reason if it can't be applied, else False.
        """
        rewards_by_card = cart._try_apply_code(code)
        if "error" in rewards_by_card:
            return rewards_by_card["error"]
        for card, rewards in rewards_by_card.items():
            if len(rewards) == 1 and not rewards.multi_product:
                reason = self._take_reward(cart, rewards, card)
                if reason:
                    return reason
        return False

    @api.model
    def _take_reward(self, cart, reward, card, product=None):
        """Apply a reward to a cart, and return the reason if that fails."""
        try:
            result = cart._apply_program_reward(reward, card, product=product)
        except UserError as error:
            return str(error)
        cart._update_programs_and_rewards()
        return result.get("error")

    # === CHOICES === #

    @api.model
    def _get_chosen_rewards(self, cart):
        """Return the rewards without a code, each with its product."""
        if not self._knows_rewards(cart):
            return {}
        programs = (
            self._get_cards_with_code(cart).program_id
            | cart.code_enabled_rule_ids.program_id
        )
        return {
            line.reward_id: line.product_id
            for line in cart.order_line
            if line.reward_id and line.reward_id.program_id not in programs
        }

    @api.model
    def _choose_rewards(self, cart, choices):
        """Claim the rewards that the cart doesn't have yet.

        :return: The refused rewards, as sentences.
        """
        changes = []
        for reward, product in choices.items():
            if reward in cart.order_line.reward_id:
                continue
            cards = [
                card
                for card, rewards in cart._get_claimable_rewards().items()
                if reward in rewards
            ]
            chosen = reward.multi_product and product
            if not cards or self._take_reward(cart, reward, cards[0], chosen):
                changes.append(
                    self.env._(
                        "%(reward)s is not available for this cart.",
                        reward=reward.description,
                    )
                )
        return changes
