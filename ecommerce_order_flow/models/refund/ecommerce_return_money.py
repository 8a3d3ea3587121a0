from odoo import api, models

from ..returns.rules.fees import Estimate
from .wish import Wish


class EcommerceReturnMoney(models.AbstractModel):
    _inherit = "ecommerce.return.money"

    @api.model
    def _estimate(self, order, quantities, fees):
        """Override to compute the amount as it is booked later."""
        # In sudo mode because customers may not read payments of their order.
        planner = self.env["ecommerce.refund.planner"].sudo()
        plan = planner._plan(order.sudo(), Wish(quantities, fees=fees))
        return Estimate(plan.amount, plan.fee if order.sudo().amount_received else 0.0)

    @api.model
    def _is_refunded(self, case):
        """Override to include returns whose own refunds are done."""
        refunds = case.refund_ids.filtered(lambda it: not it.is_refused)
        is_covered = refunds and not any(
            line._get_unrefunded() for line in case.line_ids
        )
        if is_covered and set(refunds.mapped("state")) == {"done"}:
            return True
        return super()._is_refunded(case)
