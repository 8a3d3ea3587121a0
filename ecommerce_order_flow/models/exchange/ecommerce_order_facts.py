from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to add the exchanges that aren't finished."""
        facts = super()._read_agreement(order)
        lines = order.return_ids.line_ids
        facts.is_difference_awaited = any(it._is_held_until_paid() for it in lines)
        if any(it._get_kept_quantity() for it in lines):
            facts.is_inspection_due = True
        return facts

    @api.model
    def _read_line(self, line, goods):
        """Override to mark replacements, and to exclude what they will replace.

        Discounts on the order don't apply to replacements.
        """
        facts = super()._read_line(line, goods)
        facts.is_replacement = bool(line.exchange_line_id)
        # Otherwise nothing is read for the many orders without returns.
        if facts.returned:
            kept = sum(it._get_kept_quantity() for it in line.return_line_ids)
            kept = min(kept, facts.returned)
            facts.returned -= kept
            facts.delivered += kept
        return facts
