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
