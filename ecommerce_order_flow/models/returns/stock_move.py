from odoo import fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    # Copied, so that backorders belong to the return as well.
    return_line_id = fields.Many2one(
        "ecommerce.return.line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    return_finding_id = fields.Many2one(
        "ecommerce.return.finding",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
