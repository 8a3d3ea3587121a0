from odoo import api, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.depends("invoice_lines.move_id.refund_id")
    def _compute_qty_to_invoice(self):
        """Override of `sale` to not invoice refunded quantities again."""
        result = super()._compute_qty_to_invoice()
        for line in self.filtered(lambda it: it.qty_to_invoice > 0):
            refunded = sum(
                it.quantity
                for it in line.invoice_lines
                if it.move_id.refund_id and it.parent_state != "cancel"
            )
            line.qty_to_invoice = max(line.qty_to_invoice - refunded, 0.0)
        return result
