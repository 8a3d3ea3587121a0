from odoo import api, models
from odoo.exceptions import UserError


class EcommerceReopening(models.AbstractModel):
    _inherit = "ecommerce.reopening"

    @api.model
    def _ensure_paid(self, order):
        """Override to disregard authorizations with a requested void.

        :raise UserError: With the payment.
        """
        # In sudo mode because salespeople can't read transactions.
        for tx in order.sudo().transaction_ids:
            if tx.state == "authorized" and tx.void_status:
                raise UserError(
                    self.env._(
                        "%(order)s cannot be confirmed again: %(provider)s was asked "
                        "to void the authorization %(reference)s. Set the order to "
                        "quotation and ask the customer to pay.",
                        order=order.name,
                        provider=tx.provider_id.name,
                        reference=tx.reference,
                    )
                )
        return super()._ensure_paid(order)
