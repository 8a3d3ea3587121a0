from collections import defaultdict

from markupsafe import Markup

from odoo import api, models


class EcommerceRefundSummary(models.AbstractModel):
    """Summary of a refund before it is booked: taxes, and payments."""

    _name = "ecommerce.refund.summary"
    _description = "Refund Summary"

    @api.model
    def _render(self, order, plan):
        """Return a table of amounts, and a line for each payment."""
        rows = [*self._get_amounts(order, plan), *self._get_ways(order, plan)]
        return Markup(
            '<table class="table table-sm mb-0"><tbody>%s</tbody></table>'
        ) % (
            Markup("").join(
                Markup('<tr><td>%s</td><td class="text-end">%s</td></tr>')
                % (label, order._format_money(amount))
                for label, amount in rows
            )
        )

    @api.model
    def _get_amounts(self, order, plan):
        """Yield the amounts without taxes, and of each tax."""
        base, taxes = 0.0, defaultdict(float)
        for document in plan.documents:
            cents = document.tax_cents
            base += document.totals["base_amount_currency"]
            for subtotal in document.totals["subtotals"]:
                for group in subtotal["tax_groups"]:
                    taxes[group["group_name"]] += group["tax_amount_currency"] + cents
                    cents = 0.0
        if any(taxes.values()):
            yield self.env._("Untaxed Amount"), base
            yield from taxes.items()
        if plan.documents:
            yield self.env._("Total"), plan.total

    @api.model
    def _get_ways(self, order, plan):
        """Yield the payments of the refund."""
        for share in plan.shares:
            # In sudo mode because salespeople can't read transactions.
            tx = self.env["payment.transaction"].sudo().browse(share.source_id or [])
            yield self._describe_way(tx, share), share.amount
        for share in plan.gift_cards:
            yield share.line.coupon_id.display_name, share.amount

    @api.model
    def _describe_way(self, tx, share):
        if share.is_by_provider:
            return self.env._(
                "Refund by %(provider)s (%(reference)s)",
                provider=tx.provider_id.name,
                reference=tx.reference,
            )
        return self.env._("To transfer manually")
