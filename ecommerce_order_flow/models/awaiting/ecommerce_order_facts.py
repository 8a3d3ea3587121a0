from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to say which orders needn't be paid to be confirmed."""
        facts = super()._read_agreement(order)
        facts.is_confirmed_unpaid = order.waiting_policy in ("confirm", "door")
        return facts
