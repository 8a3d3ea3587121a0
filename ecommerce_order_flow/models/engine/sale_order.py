from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "ecommerce.guarded.mixin", "ecommerce.rare.mixin"]

    flow_failure_ids = fields.One2many(
        "ecommerce.failure",
        "order_id",
        string="Failures",
        domain=[("state", "!=", "ignored")],
        help="What the automations could not do for the order.",
    )
    flow_fault_ids = fields.One2many(
        "ecommerce.failure",
        "order_id",
        string="Technical Failures",
        domain=[("state", "!=", "ignored"), ("issue", "=", False)],
        help="Technical failures, apart from what the next action asks.",
    )
