from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        """Override to rank exchanges before refunds of returns."""
        return {
            **super()._get_rules(),
            "exchange_return": 337,
            "repair_return": 343,
            "wait_for_difference": 318,
        }

    @api.model
    def _explain_exchange_return(self, order):
        cases = order.return_ids.filtered(
            lambda it: (
                it.is_exchange_due and not (it.is_refund_due and it.is_refund_automatic)
            )
        )
        return cases and self.env._(
            "The return has to be exchanged: open %(cases)s and click Exchange.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_repair_return(self, order):
        cases = order.return_ids.filtered(lambda it: it.state == "in_repair")
        return cases and self.env._(
            "Items are in repair: open %(cases)s and click Send Back when they are "
            "repaired.",
            cases=", ".join(cases.mapped("name")),
        )

    @api.model
    def _explain_wait_for_difference(self, order):
        is_awaited = self.env["ecommerce.hold"]._awaits_difference(order)
        return is_awaited and self.env._(
            "The customer still has to pay %(amount)s for the exchange. The "
            "replacement is shipped once it is paid.",
            amount=order._format_money(order.amount_owed),
        )
