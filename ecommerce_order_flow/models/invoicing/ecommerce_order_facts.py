from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to read the invoice rule and the customer's request."""
        facts = super()._read_agreement(order)
        facts.invoice_rule = order.website_id._get_invoice_rule(order.is_business)
        facts.is_invoice_requested = order.is_invoice_requested
        return facts
