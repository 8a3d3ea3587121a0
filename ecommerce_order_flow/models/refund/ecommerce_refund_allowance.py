from collections import defaultdict

from odoo import api, models
from odoo.fields import Command

from ..status.rules import lines as line_rules
from ..status.rules.balances import Balances
from ..status.rules.facts import DOWN_PAYMENT


class EcommerceRefundAllowance(models.AbstractModel):
    """Credit of an amount without returned products: a price reduction.

    It reduces the invoiced taxes proportionally (§ 17 UStG).
    """

    _name = "ecommerce.refund.allowance"
    _description = "Refund Allowances"

    @api.model
    def _plan(self, order, amount, reason):
        """Return the documents that credit an amount including taxes.

        Amounts invoiced in excess are credited on their lines; a price reduction is
        distributed over all lines.

        :param float amount: Including taxes, in the order's currency.
        """
        billing = self.env["ecommerce.refund.billing"]
        overcharged = self._get_overcharged(order)
        is_correction = (
            order.currency_id.compare_amounts(amount, sum(overcharged.values())) <= 0
        )
        groups = self._group_by_taxes(order, overcharged if is_correction else None)
        left = sum(group["left"] for group in groups)
        amount = min(amount, order.currency_id.round(left))
        lines_by_invoice = defaultdict(list)
        totals = defaultdict(float)
        rest = amount
        for number, group in enumerate(groups, start=1):
            share = order.currency_id.round(amount * group["left"] / left)
            share = rest if number == len(groups) else share
            rest -= share
            if not order.currency_id.is_zero(share):
                line = group["line"]
                totals[line.move_id] += share
                lines_by_invoice[line.move_id].append(
                    self._prepare_line(line, share, reason)
                )
        return [
            billing._plan_document(order, invoice, lines, totals[invoice])
            for invoice, lines in lines_by_invoice.items()
        ]

    @api.model
    def _get_overcharged(self, order):
        """Return the amounts invoiced in excess, by id of the order line."""
        facts = self.env["ecommerce.refund.planner"]._get_facts(order)
        gaps = {
            line.id: -line_rules.get_gap(facts, line)
            for line in facts.lines
            if line.kind != DOWN_PAYMENT
        }
        overcharged = {line_id: gap for line_id, gap in gaps.items() if gap > 0}
        rest = Balances(facts).to_credit - sum(overcharged.values())
        for line in facts.lines:
            if line.kind == DOWN_PAYMENT and rest > 0:
                overcharged[line.id] = min(line.invoiced - line.credited, rest)
                rest -= overcharged[line.id]
        return overcharged

    @api.model
    def _group_by_taxes(self, order, most=None):
        """Return the remaining amounts by invoice and taxes, the largest last.

        :param dict most: The maximum to credit by order line.
        """
        billing = self.env["ecommerce.refund.billing"]
        groups = {}
        for sale_line, lines in billing._find_billed(order).items():
            rest = most.get(sale_line.id, 0.0) if most is not None else None
            for line, part in lines:
                if not part.left or not part.amount:
                    continue
                left = line.price_total * part.left_amount / part.amount
                if rest is not None:
                    left = min(left, rest)
                    rest -= left
                key = (line.move_id, line.tax_ids)
                group = groups.setdefault(key, {"line": line, "left": 0.0, "most": 0.0})
                group["left"] += left
                if left > group["most"]:
                    group.update(line=line, most=left)
        return sorted(
            (group for group in groups.values() if group["left"] > 0),
            key=lambda group: group["left"],
        )

    @api.model
    def _prepare_line(self, invoice_line, amount, reason):
        """Return a line with a total, including taxes."""
        values = self.env["ecommerce.refund.billing"]._copy(invoice_line)
        return {
            **values,
            "name": reason or self.env._("Price reduction"),
            "product_id": False,
            "account_id": invoice_line.account_id.id,
            "product_uom_id": False,
            "tax_ids": [Command.set(invoice_line.tax_ids.ids)],
            "quantity": 1.0,
            "discount": 0.0,
            "price_unit": self._get_price(invoice_line, amount),
            "is_refund_allowance": True,
        }

    @api.model
    def _get_price(self, invoice_line, amount):
        """Return the price that makes an amount including its taxes."""
        details = invoice_line.tax_ids._get_tax_details(
            amount,
            1.0,
            precision_rounding=0.000001,
            product=invoice_line.product_id,
            special_mode="total_included",
        )
        is_included = all(tax.price_include for tax in invoice_line.tax_ids)
        return amount if is_included else details["total_excluded"]
