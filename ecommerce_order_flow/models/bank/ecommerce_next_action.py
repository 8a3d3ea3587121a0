from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "match_returned": 205,
            "match_payment": 235,
        }

    @api.model
    def _explain_match_returned(self, order):
        """Return a sentence if the bank returned a payment, before more is shipped."""
        shares = order.payment_share_ids
        returned = shares.match_id.filtered(
            lambda it: it.state == "proposed" and it.reason == "returned"
        )[-1:]
        return returned and self.env._(
            "The bank reversed %(amount)s: decide in Payments to Match before the "
            "products leave the warehouse.",
            amount=returned.currency_id.format(-returned.amount),
        )

    @api.model
    def _explain_match_payment(self, order):
        """Return a sentence if a payment may be for the order."""
        is_waiting = order.state in ("draft", "sent") and order.amount_owed > 0
        deadline = self.env["ecommerce.payment.deadline"]
        if not is_waiting and not deadline._holds_delivery(order):
            return False
        serious = order.payment_share_ids.filtered("is_serious").match_id
        proposal = serious.filtered(lambda match: match.state == "proposed")[-1:]
        if not proposal:
            return False
        return self.env._(
            "A bank line of %(amount)s may be the payment: decide in Payments to "
            "Match.",
            amount=proposal.currency_id.format(proposal.amount),
        )
