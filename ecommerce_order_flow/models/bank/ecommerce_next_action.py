from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {**super()._get_rules(), "match_payment": 235}

    @api.model
    def _explain_match_payment(self, order):
        """Say that money came that may pay the order."""
        if order.state not in ("draft", "sent") or order.amount_owed <= 0:
            return False
        proposal = self._find_proposal(order)
        if not proposal or proposal.amount <= 0:
            return False
        return self.env._(
            "A bank line of %(amount)s may be its payment: decide in Payments to "
            "Match.",
            amount=proposal.currency_id.format(proposal.amount),
        )

    @api.model
    def _find_proposal(self, order):
        """Return the last money that may be the order's."""
        # In sudo mode because warehouse people may read the next action, too.
        shares = self.env["ecommerce.payment.match.order"].sudo()
        return shares._find_last(order, "proposed").match_id
