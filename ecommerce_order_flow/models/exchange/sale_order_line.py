from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    exchange_line_id = fields.Many2one(
        "ecommerce.return.line",
        string="Replaces",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The line of a return that it replaces.",
    )

    def _get_unrefunded(self):
        """Return the ordered quantity that wasn't refunded since."""
        self.ensure_one()
        credited = self.invoice_lines.filtered(
            lambda it: it.move_type == "out_refund" and it.parent_state == "posted"
        )
        refunds = self.order_id.refund_ids.filtered(lambda it: not it.is_refused)
        uncredited = refunds.line_ids.filtered(lambda it: it.order_line_id == self)
        return (
            self.product_uom_qty
            - sum(credited.mapped("quantity"))
            - sum(uncredited.mapped("uncredited_quantity"))
        )
