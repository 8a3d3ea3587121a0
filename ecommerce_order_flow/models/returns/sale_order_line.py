from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    accepted_incomplete_kits = fields.Float(
        digits="Product Unit",
        copy=False,
        readonly=True,
        help="How many kits the customer keeps and pays in full although a part of "
        "them came back.",
    )
    return_line_ids = fields.One2many(
        "ecommerce.return.line", "order_line_id", groups="base.group_user"
    )
