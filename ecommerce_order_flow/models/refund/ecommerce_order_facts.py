from odoo import api, models

from .const import SETTLED_STATES


class EcommerceOrderFacts(models.AbstractModel):
    _inherit = "ecommerce.order.facts"

    @api.model
    def _read_agreement(self, order):
        """Override to add refunds whose money isn't with the customer yet."""
        facts = super()._read_agreement(order)
        states = order.refund_ids.payment_ids.mapped("state")
        facts.is_refund_open = not SETTLED_STATES.issuperset(states)
        return facts

    @api.model
    def _read_line(self, line, goods):
        """Override to add the fees that credit notes deducted."""
        facts = super()._read_line(line, goods)
        # Otherwise nothing is read for the many orders without returns.
        if goods.returned and line.return_line_ids:
            facts.fee = self._get_deducted_fee(line)
        return facts

    @api.model
    def _get_deducted_fee(self, line):
        """Return the deducted fees of an order line, including taxes."""
        posted = line.invoice_lines.filtered(lambda it: it.parent_state == "posted")
        fee = sum(posted.mapped("return_fee"))
        price = line.price_unit * (1 - line.discount / 100) * line.product_uom_qty
        return fee * line.price_total / price if fee and price else 0.0
