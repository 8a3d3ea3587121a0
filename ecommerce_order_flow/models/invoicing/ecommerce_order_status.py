from odoo import api, models

from ..status.rules import invoicing


class EcommerceOrderStatus(models.AbstractModel):
    _inherit = "ecommerce.order.status"

    @api.model
    def _get_values(self, order, balances):
        """Override to add the amounts and flags of invoicing and matching."""
        facts = balances.order
        return {
            **super()._get_values(order, balances),
            "invoicing_status": invoicing.get_invoicing_status(facts, balances),
            "amount_to_bill": balances.to_invoice,
            "amount_to_credit": balances.to_credit,
            "is_invoice_due": invoicing.is_invoice_due(facts, balances),
            "is_invoiceable": invoicing.is_invoiceable(facts, balances),
            "is_invoice_missing": invoicing.is_invoice_missing(facts, balances),
            "is_payment_unmatched": balances.is_unmatched,
        }
