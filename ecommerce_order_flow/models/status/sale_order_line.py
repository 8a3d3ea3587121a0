from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _is_invoice_missing(self):
        """Return whether the line is to invoice beyond what came back.

        Asked once nothing of the order is to ship anymore: of goods the customer then
        keeps what is delivered, of everything else what was ordered.
        """
        self.ensure_one()
        if self.qty_delivered_method == "stock_move" and self.move_ids:
            kept_qty = self.qty_delivered
        else:
            kept_qty = self.product_uom_qty
        return (
            self.invoice_status == "to invoice"
            and self.product_uom_id.compare(kept_qty, self.qty_invoiced) > 0
        )
