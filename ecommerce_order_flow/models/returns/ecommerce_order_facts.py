from odoo import api, models


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to add open return requests and inspections."""
        facts = super()._read_agreement(order)
        cases = order.return_ids
        facts.is_return_requested = "requested" in cases.mapped("decision")
        facts.is_inspection_due = any(self._is_inspection_due(it) for it in cases)
        return facts

    @api.model
    def _is_inspection_due(self, case):
        lines = case.line_ids
        return (
            case.decision == "approved"
            and (case.needs_valuation or not case.is_inspected)
            and "inspection" in lines.mapped("refund_at")
            and any(lines.mapped("received_quantity"))
        )

    @api.model
    def _read_line(self, line, goods):
        """Override to exclude returned quantities that the customer pays anyway.

        These are kits whose returned parts were decided, and quantities rejected by an
        inspection.
        """
        facts = super()._read_line(line, goods)
        facts.incomplete = max(facts.incomplete - line.accepted_incomplete_kits, 0.0)
        # Otherwise nothing is read for the many orders without returns.
        if facts.returned:
            rejected = sum(line.return_line_ids.mapped("rejected_quantity"))
            rejected = min(rejected, facts.returned)
            facts.returned -= rejected
            facts.delivered += rejected
        return facts
