from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_line(self, line, goods):
        """Override to leave out the kits about whose parts somebody decided."""
        facts = super()._read_line(line, goods)
        facts.incomplete = max(facts.incomplete - line.accepted_incomplete_kits, 0.0)
        return facts
