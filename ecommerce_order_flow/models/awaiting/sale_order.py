from odoo import api, fields, models

from .const import ORDER_POLICIES


# Module-level, because the service knows the company's time zone and the meaning of a
# deadline's date.
@api.depends("payment_due_at", "company_id")
def _compute_payment_due_on(orders):
    orders.env["ecommerce.payment.deadline"]._compute_days(orders)


def _inverse_payment_due_on(orders):
    orders.env["ecommerce.payment.deadline"]._inverse_days(orders)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    waiting_policy = fields.Selection(
        string="While Payment Is Pending",
        selection=ORDER_POLICIES,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What the payment provider's settings said when the customer chose to pay "
        "later.",
    )
    payment_due_at = fields.Datetime(
        string="Payment Deadline (Time)",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="Until when the customer was asked to pay.",
    )
    payment_due_on = fields.Date(
        string="Payment Deadline",
        compute=_compute_payment_due_on,
        compute_sudo=True,
        inverse=_inverse_payment_due_on,
        tracking=True,
        help="The last day on which the customer was asked to pay, in the time "
        "zone of the company.",
    )

    # === COMPUTE METHODS === #

    @api.depends("waiting_policy")
    def _compute_flow_status(self):
        """Override to depend on the waiting policy."""
        return super()._compute_flow_status()

    @api.depends("payment_due_at")
    def _compute_next_action(self):
        """Override to depend on the payment deadline."""
        return super()._compute_next_action()
