from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    refund_ids = fields.One2many(
        "ecommerce.refund",
        "order_id",
        string="Refunds",
        is_rare=True,
        groups="base.group_user",
    )
    refund_number = fields.Integer(
        copy=False,
        readonly=True,
        help="Number of refunds requested. It is increased with each one, so that "
        "simultaneous requests notice each other.",
    )

    @api.depends("refund_ids.payment_ids.state")
    def _compute_flow_status(self):
        """Override to depend on the payments of refunds."""
        return super()._compute_flow_status()

    @api.depends("refund_ids.state", "return_ids.is_refund_due")
    def _compute_next_action(self):
        """Override to depend on the refunds."""
        return super()._compute_next_action()
