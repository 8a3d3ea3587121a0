from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

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
        string="Faults",
        domain=[("state", "!=", "ignored"), ("issue", "=", False)],
        help="Failures that are no question of what to do next.",
    )
