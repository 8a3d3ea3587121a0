from odoo import api, fields, models


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

    # Whoever may write moves can write it, because it is copied.
    @api.constrains("return_line_id", "company_id")
    def _check_return_company(self):
        self.env["ecommerce.return.check"]._ensure_own_company(self, "return_line_id")
