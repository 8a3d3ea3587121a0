from odoo import api, models


class EcommerceReturnMoney(models.AbstractModel):
    _inherit = "ecommerce.return.money"

    @api.model
    def _is_refunded(self, case):
        """Override of `refund` to wait for the replacements.

        What the same product replaces needs no refund.
        """
        lines = case.line_ids
        if any(line._get_unreplaced() for line in lines):
            return False
        is_replaced = any(lines.mapped("replaced_quantity"))
        is_open = any(line._get_unrefunded() for line in lines)
        if is_replaced and not (is_open or case.refund_ids):
            return True
        return super()._is_refunded(case)
