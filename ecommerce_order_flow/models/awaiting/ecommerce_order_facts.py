from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to add whether the order may be confirmed unpaid."""
        facts = super()._read_agreement(order)
        facts.is_confirmed_unpaid = order.waiting_policy in ("confirm", "door")
        return facts
