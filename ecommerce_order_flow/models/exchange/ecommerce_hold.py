from odoo import api, models


class EcommerceHold(models.AbstractModel):
    _inherit = "ecommerce.hold"

    @api.model
    def _explain(self, order, pickings):
        """Override of `shipping` to hold replacements until the difference is paid."""
        if reason := super()._explain(order, pickings):
            return reason
        is_held = self._brings_replacement(pickings) and self._awaits_difference(order)
        return is_held and self.env._(
            "the customer still has to pay %(amount)s for the exchange",
            amount=order._format_money(order.amount_owed),
        )

    @api.model
    def _brings_replacement(self, pickings):
        # In sudo mode because warehouse users may not read returns.
        lines = pickings.sudo().move_ids.exchange_line_id
        return any(line._has_difference() for line in lines)

    @api.model
    def _awaits_difference(self, order):
        """Return whether a replacement is held until its difference is paid.

        Customers who pay after the delivery anyway get it at once.
        """
        facts = self.env["ecommerce.order.facts"]
        compare = order.currency_id.compare_amounts
        return (
            compare(order.amount_owed, order.amount_authorized) > 0
            and any(it._is_held_until_paid() for it in order.return_ids.line_ids)
            and not facts._is_paid_later(order)
        )
