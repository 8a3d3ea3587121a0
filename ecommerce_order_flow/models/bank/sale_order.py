from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    payment_share_ids = fields.One2many(
        "ecommerce.payment.match.order",
        "order_id",
        string="Bank Payments",
        is_rare=True,
        groups="base.group_user",
        help="Payments that were received for the order, or may have been.",
    )

    @api.depends("payment_share_ids.match_id.state")
    def _compute_next_action(self):
        """Override to depend on payments that may be for the order."""
        return super()._compute_next_action()
