from odoo import api, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends("order_line.accepted_incomplete_kits")
    def _compute_flow_status(self):
        """Override to look again when somebody decided about parts of kits."""
        return super()._compute_flow_status()

    def action_refund_no_part(self):
        """Decide that nothing is refunded for the parts of kits that came back."""
        self.check_access("write")
        # In sudo mode because salespeople can't read transactions and transfers.
        facts = self.env["ecommerce.order.facts"]._get(self.sudo())
        incomplete = {
            line.id: line.incomplete for order in self for line in facts[order.id].lines
        }
        for line in self.order_line:
            line.accepted_incomplete_kits += incomplete.get(line.id, 0.0)
