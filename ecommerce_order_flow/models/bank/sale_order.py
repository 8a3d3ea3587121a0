from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    payment_share_ids = fields.One2many(
        "ecommerce.payment.match.order",
        "order_id",
        string="Money from the Bank",
        groups="base.group_user",
        help="What came for the order, or may have.",
    )

    @api.depends("payment_share_ids.match_id.state")
    def _compute_next_action(self):
        """Override to look again when money comes that may be for the order."""
        return super()._compute_next_action()
