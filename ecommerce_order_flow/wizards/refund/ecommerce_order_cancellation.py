from odoo import fields, models

from ...models.refund.const import REFUND_GROUP


class EcommerceOrderCancellation(models.TransientModel):
    _inherit = "ecommerce.order.cancellation"

    refund_cancelled = fields.Boolean(
        string="Refund Payments",
        default=lambda self: self.env.user.has_group(REFUND_GROUP),
        help="Payments are refunded the way they were made. Otherwise they remain "
        "a credit of the customer until they are refunded. Authorized "
        "payments are voided in any case.",
    )

    def _prepare_run(self):
        """Override to add the refund."""
        return {**super()._prepare_run(), "refund_cancelled": self.refund_cancelled}
