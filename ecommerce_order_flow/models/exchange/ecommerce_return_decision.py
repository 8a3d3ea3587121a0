from odoo import api, models


class EcommerceReturnDecision(models.AbstractModel):
    _inherit = "ecommerce.return.decision"

    @api.model
    def _approve(self, case):
        """Override of `returns` to reserve the replacements.

        :raise UserError: If one is sold out.
        """
        result = super()._approve(case)
        # In sudo mode because customers and salespeople can't reserve stock.
        reservation = self.env["ecommerce.exchange.reservation"].sudo()
        for line in case.line_ids:
            reservation._reserve(line)
        return result

    @api.model
    def _decide(self, case, decision, note=False):
        """Override of `returns` to release the replacements of closed returns."""
        result = super()._decide(case, decision, note)
        if decision != "approved":
            self.env["ecommerce.exchange.reservation"]._release(case.line_ids)
        return result
