from odoo import api, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `payment` to record the start of a payment as activity."""
        txs = super().create(vals_list)
        txs.sale_order_ids._note_cart_activity()
        return txs

    # === BUSINESS METHODS === #

    def _set_error(self, state_message, extra_allowed_states=()):
        """Override of `payment` to record a failed payment as activity."""
        txs = super()._set_error(
            state_message, extra_allowed_states=extra_allowed_states
        )
        txs.sale_order_ids._note_cart_activity()
        return txs
