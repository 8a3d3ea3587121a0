from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "settle_gift_card": 105,
            "return_cancelled_money": 110,
            "correct_cancelled_credit": 115,
            "void": 120,
            "wait_for_cancelled_payment": 125,
            "cancel": 310,
        }

    @api.model
    def _explain_settle_gift_card(self, order):
        cards = self.env["ecommerce.gift.card.check"]._find_overdrawn(order)
        if not cards:
            return False
        return self.env._(
            "The order is cancelled, but %(amount)s of the gift cards sold with it "
            "have already been spent: clarify this with the customer, and archive "
            "%(cards)s.",
            amount=order._format_money(-sum(card.points for card in cards)),
            cards=", ".join(card.display_name for card in cards),
        )

    @api.model
    def _explain_return_cancelled_money(self, order):
        paid = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        kept = min(-order.amount_owed, paid)
        if order.state != "cancel" or kept <= 0:
            return False
        if order.cancelled_by == "customer":
            return self.env._(
                "The customer cancelled the paid order: refund %(amount)s.",
                amount=order._format_money(kept),
            )
        if paid < order.amount_total:
            return self.env._(
                "The order is cancelled, but the customer paid %(amount)s: refund the "
                "payment.",
                amount=order._format_money(kept),
            )
        return self.env._(
            "The order is cancelled, but the customer paid %(amount)s: refund the "
            "payment, or confirm the order again.",
            amount=order._format_money(kept),
        )

    @api.model
    def _explain_correct_cancelled_credit(self, order):
        is_owed = order.state == "cancel" and order.amount_owed < 0
        return is_owed and self._explain_credit_notes(order)

    @api.model
    def _explain_void(self, order):
        is_cancelled = order.state == "cancel"
        if is_cancelled and any(
            tx._is_released_with(order) for tx in order.transaction_ids
        ):
            return self.env._(
                "The order is cancelled, but its payment is still authorized: void "
                "the transaction."
            )
        return False

    @api.model
    def _explain_wait_for_cancelled_payment(self, order):
        if order.state != "cancel":
            return False
        txs = order.transaction_ids.filtered(lambda tx: tx._may_still_arrive())
        if not txs:
            return False
        return self.env._(
            "The order is cancelled, but %(amount)s by %(provider)s may still arrive: "
            "refund it then.",
            amount=order._format_money(sum(txs.mapped("amount"))),
            provider=txs[:1].provider_id.name,
        )

    @api.model
    def _explain_cancel(self, order):
        if order.state != "sale" or order.payment_status != "refunded":
            return False
        if order.flow_stage == "to_ship":
            return self.env._("The order is fully refunded but not shipped: cancel it.")
        cards = self.env["ecommerce.gift.card.check"]._find_valid(order)
        if cards:
            return self.env._(
                "The order is fully refunded, but %(cards)s can still be used: cancel "
                "the order, which makes it worthless.",
                cards=", ".join(card.display_name for card in cards),
            )
        return False
