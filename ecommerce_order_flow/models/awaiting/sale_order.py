from odoo import api, fields, models

from .const import ORDER_POLICIES


class SaleOrder(models.Model):
    _inherit = "sale.order"

    waiting_policy = fields.Selection(
        string="While It Waits",
        selection=ORDER_POLICIES,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What the payment provider's settings said when the customer chose to pay "
        "later.",
    )
    payment_due_at = fields.Datetime(
        string="Payment Deadline",
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="Until when the customer was asked to pay.",
    )

    # === COMPUTE METHODS === #

    @api.depends("waiting_policy")
    def _compute_flow_status(self):
        """Override to look again when the order needn't be paid to be confirmed."""
        return super()._compute_flow_status()

    @api.depends("payment_due_at")
    def _compute_next_action(self):
        """Override to look again when the customer has more time."""
        return super()._compute_next_action()
