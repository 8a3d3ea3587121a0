from odoo import api, models
from odoo.fields import Domain


class EcommerceDocumentFacts(models.AbstractModel):
    _inherit = "ecommerce.document.facts"

    @api.model
    def _add(self, facts, order_ids):
        """Override to add the quantities of allowances.

        These credit an amount: their quantity of 1 stands for no product.
        """
        result = super()._add(facts, order_ids)
        credited = {
            line.id: line
            for order in facts.values()
            for line in order.lines
            if line.credited_quantity
        }
        if not credited:  # Like most orders: nothing more is read for them.
            return result
        for line, quantity in self._read_allowances(list(credited)):
            if line.id in credited:
                credited[line.id].allowance_quantity = quantity
        return result

    @api.model
    def _read_allowances(self, line_ids):
        """Return the order lines with the quantity of their posted allowances."""
        return self.env["account.move.line"]._read_group(
            Domain("sale_line_ids", "in", line_ids)
            & Domain("is_refund_allowance", "=", True)
            & Domain("parent_state", "=", "posted"),
            ["sale_line_ids"],
            ["quantity:sum"],
        )
