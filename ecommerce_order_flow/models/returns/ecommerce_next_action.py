from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "decide_return": 336,
            "inspect_return": 342,
            "value_return": 343,
            "decide_part": 401,
        }

    @api.model
    def _explain_decide_return(self, order):
        cases = order.return_ids.filtered(lambda it: it.state == "requested")
        return cases and self.env._(
            "The customer requests a return: approve or decline %(cases)s.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_inspect_return(self, order):
        cases = order.return_ids.filtered(
            lambda it: it.state == "received" and it.needs_inspection
        )
        return cases and self.env._(
            "The return has been received: inspect %(cases)s.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_value_return(self, order):
        cases = order.return_ids.filtered(
            lambda it: it.needs_valuation and it.decision == "approved"
        )
        return cases and self.env._(
            "Returned items are not as expected: decide how much is refunded for "
            "%(cases)s.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_decide_part(self, order):
        return self._explain_issue(order, ("part_returned",))
