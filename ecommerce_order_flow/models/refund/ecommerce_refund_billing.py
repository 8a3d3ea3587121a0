from collections import defaultdict

from odoo import api, models
from odoo.fields import Command
from odoo.tools import float_round

from .rules.quantities import Billed
from .wish import DocumentPlan

# Tolerance for the taxes of several credit notes, in units of the rounding.
MOST_CENTS = 20
# Fields computed from price and quantity.
COMPUTED = (
    "amount_currency",
    "balance",
    "credit",
    "debit",
    "price_subtotal",
    "price_total",
    "tax_base_amount",
)


class EcommerceRefundBilling(models.AbstractModel):
    """Invoiced quantities and prices of an order, and credit notes for parts.

    Prices are those of the invoice, not those of the product today. Amounts that are
    not invoiced are computed as if they were.
    """

    _name = "ecommerce.refund.billing"
    _description = "Credit Notes of Refunds"

    # === WHAT IS BILLED === #

    @api.model
    def _find_billed(self, order):
        """Return the uncredited part of each posted invoice line.

        Credit notes without a certain invoice are deducted from the oldest one.

        :return: Invoice lines with `Billed`, oldest first, by order line.
        :rtype: dict
        """
        billed = {}
        for sale_line in order.order_line:
            lines = sale_line.invoice_lines.filtered(
                lambda line: line.display_type == "product"
            )
            invoice_lines = lines.filtered(self._is_of_invoice).sorted("id")
            credits = self._share_credits(
                invoice_lines, lines.filtered(self._is_of_credit_note)
            )
            billed[sale_line] = [
                (line, self._get_billed(line, credits[line]))
                for line in invoice_lines
                if line.quantity
            ]
        return billed

    @api.model
    def _get_deposits(self, order):
        """Return the down payments not deducted by an invoice; negative quantities."""
        billed = self._find_billed(order)
        left = {
            line: sum(part.left for _line, part in billed[line])
            for line in order.order_line.filtered("is_downpayment")
        }
        return {line: -quantity for line, quantity in left.items() if quantity}

    @api.model
    def _is_of_invoice(self, line):
        return line.move_id.move_type == "out_invoice" and line.parent_state == "posted"

    @api.model
    def _is_of_credit_note(self, line):
        return line.move_id.move_type == "out_refund" and line.parent_state != "cancel"

    @api.model
    def _share_credits(self, invoice_lines, credit_lines):
        """Return the credit note lines of each invoice line."""
        credits = defaultdict(lambda: self.env["account.move.line"])
        for credit_line in credit_lines:
            reversed_move = credit_line.move_id.reversed_entry_id
            target = (
                invoice_lines.filtered(
                    lambda line, move=reversed_move: line.move_id == move
                )
                or invoice_lines
            )[:1]
            credits[target] |= credit_line
        return credits

    @api.model
    def _get_billed(self, line, credit_lines):
        """Return the part of an invoice line left after its credit notes.

        An allowance reduces the amount, but not the quantity. Fees of returns are not
        left for later credit notes.
        """
        currency = line.currency_id
        goods = credit_lines.filtered(lambda it: not it.is_refund_allowance)
        quantity = line.quantity - sum(
            it.product_uom_id._compute_quantity(
                it.quantity, line.product_uom_id, round=False
            )
            if it.product_uom_id and line.product_uom_id
            else it.quantity
            for it in goods
        )
        amount = self._get_line_amount(line) - sum(
            self._get_line_amount(it) + it.return_fee for it in credit_lines
        )
        is_left = abs(quantity) > 0.00001
        return Billed(
            quantity=line.quantity,
            price=line.price_unit,
            discount=line.discount,
            left=quantity if is_left else 0.0,
            left_amount=currency.round(amount) if is_left else 0.0,
            rounding=currency.rounding,
        )

    @api.model
    def _get_line_amount(self, line):
        """Return the amount of a line, including taxes if its price does."""
        price = line.price_unit * (1 - line.discount / 100)
        return line.currency_id.round(line.quantity * price)

    @api.model
    def _get_amount_of_values(self, values):
        """Return the amount of a line to be created; not rounded."""
        price = values["price_unit"] * (1 - (values.get("discount") or 0.0) / 100)
        return values["quantity"] * price

    # === WHAT IS CREDITED === #

    @api.model
    def _plan_quantities(self, order, quantities, unbilled=None):
        """Return the documents that credit quantities of order lines.

        :param dict quantities: By order line, in its unit of measure.
        :param dict unbilled: The parts of them that are not invoiced.
        """
        unbilled = unbilled or {}
        billed = self._find_billed(order)
        lines_by_invoice = defaultdict(list)
        for sale_line, wanted in quantities.items():
            rest = wanted - unbilled.get(sale_line, 0.0)
            for invoice_line, part in billed[sale_line]:
                quantity, rest = self._take(sale_line, invoice_line, part, rest)
                if quantity:
                    lines_by_invoice[invoice_line.move_id].append(
                        self._prepare_credit_line(invoice_line, part, quantity)
                    )
            rest += unbilled.get(sale_line, 0.0)
            if abs(rest) > 0.00001:
                lines_by_invoice[self.env["account.move"]].append(
                    self._prepare_unbilled_line(sale_line, rest)
                )
        return [
            self._plan_document(order, invoice, lines)
            for invoice, lines in lines_by_invoice.items()
        ]

    @api.model
    def _take(self, sale_line, invoice_line, part, wanted):
        """Return the quantity of an invoice line to credit, and the remaining one.

        The first is in the invoice line's unit, the second in the order line's.
        """
        order_unit, unit = sale_line.product_uom_id, invoice_line.product_uom_id
        if not unit or unit == order_unit:
            quantity = self._choose(wanted, part.left)
            return quantity, wanted - quantity
        in_unit = order_unit._compute_quantity(wanted, unit, round=False)
        quantity = self._choose(in_unit, part.left)
        taken = unit._compute_quantity(quantity, order_unit, round=False)
        return quantity, wanted - taken

    @api.model
    def _choose(self, wanted, left):
        """Return the smaller quantity; negative ones are trade-ins."""
        if wanted * left <= 0:
            return 0.0
        return min(wanted, left) if wanted > 0 else max(wanted, left)

    @api.model
    def _plan_everything(self, order):
        """Return the documents that credit everything invoiced, and down payments."""
        lines_by_invoice = defaultdict(list)
        for lines in self._find_billed(order).values():
            for line, part in lines:
                if part.left:
                    lines_by_invoice[line.move_id].append(
                        self._prepare_credit_line(line, part, part.left)
                    )
        return [
            self._plan_document(order, invoice, lines)
            for invoice, lines in lines_by_invoice.items()
        ]

    @api.model
    def _prepare_credit_line(self, invoice_line, part, quantity):
        price, discount = part.get_price(quantity)
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        rounded = float_round(quantity, precision_digits=digits) or quantity
        if rounded != quantity:  # Odoo rounds quantities: a third is 0.33.
            price, discount = part.get_amount(quantity) / rounded, 0.0
        return {
            **self._copy(invoice_line),
            "quantity": rounded,
            "price_unit": price,
            "discount": discount,
        }

    @api.model
    def _copy(self, invoice_line):
        """Return the values of an invoice line without computed fields."""
        line = invoice_line.with_context(include_business_fields=True)
        values = line.copy_data()[0]
        return {
            name: value
            for name, value in values.items()
            if name not in COMPUTED and name != "move_id"
        }

    @api.model
    def _prepare_unbilled_line(self, sale_line, quantity):
        return sale_line._prepare_invoice_line(quantity=quantity)

    @api.model
    def _plan_document(self, order, invoice, lines, total=None):
        """Return the plan of a credit note.

        Taxes are rounded on each credit note; the last one takes the rest.

        :param float total: The total if it is known, including taxes.
        """
        is_whole = self._is_whole(invoice, lines)
        totals = self._get_totals(order, invoice, lines)
        if not is_whole and self._is_last(invoice, lines):
            base, total = self._get_rest(invoice)
            cents = self._get_cents(invoice, totals["base_amount_currency"], base)
            if cents:
                lines = self._add_cents(lines, cents)
                totals = self._get_totals(order, invoice, lines)
        tax_cents = self._get_cents(invoice, totals["total_amount_currency"], total)
        return DocumentPlan(invoice, lines, totals, is_whole, tax_cents)

    @api.model
    def _is_last(self, invoice, lines):
        """Return whether nothing of an invoice is left after a credit note."""
        credited = self._get_credit_notes(invoice).invoice_line_ids
        if not invoice or any(it.get("return_fee") for it in lines):
            return False
        quantities = [
            it.quantity
            for it in credited
            if it.display_type == "product" and not it.is_refund_allowance
        ]
        quantities += [it["quantity"] for it in lines]
        billed = invoice.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        left = sum(map(abs, billed.mapped("quantity"))) - sum(map(abs, quantities))
        return abs(left) < 0.00001 and not any(credited.mapped("return_fee"))

    @api.model
    def _get_credit_notes(self, invoice):
        return invoice.reversal_move_ids.filtered(lambda it: it.state == "posted")

    @api.model
    def _get_rest(self, invoice):
        """Return what is left of an invoice, without and with taxes."""
        others = self._get_credit_notes(invoice)
        return (
            invoice.amount_untaxed - sum(others.mapped("amount_untaxed")),
            invoice.amount_total - sum(others.mapped("amount_total")),
        )

    @api.model
    def _get_cents(self, invoice, amount, wanted):
        """Return the rounding difference of an amount, or nothing if it is none."""
        if wanted is None or not invoice:
            return 0.0
        cents = invoice.currency_id.round(wanted - amount)
        is_rounding = abs(cents) <= MOST_CENTS * invoice.currency_id.rounding
        return cents if is_rounding else 0.0

    @api.model
    def _add_cents(self, lines, cents):
        """Return the lines of a credit note with the largest one adjusted."""
        largest = max(lines, key=self._get_amount_of_values)
        amount = self._get_amount_of_values(largest) + cents
        adjusted = {
            **largest,
            "price_unit": amount / largest["quantity"],
            "discount": 0.0,
        }
        return [adjusted if it is largest else it for it in lines]

    @api.model
    def _is_whole(self, invoice, lines):
        """Return whether a credit note reverses the whole invoice at once."""
        products = invoice.invoice_line_ids.filtered(
            lambda line: line.display_type == "product"
        )
        wanted = sorted((it["quantity"], it["price_unit"]) for it in lines)
        return bool(invoice) and wanted == sorted(
            (line.quantity, line.price_unit) for line in products
        )

    @api.model
    def _get_totals(self, order, invoice, lines):
        """Return the amounts of a credit note as computed by Odoo when posted."""
        document = self.env["account.move"].new(
            {
                **self._prepare_header(order, invoice),
                "invoice_line_ids": [Command.create(dict(values)) for values in lines],
            }
        )
        return document.tax_totals

    @api.model
    def _prepare_header(self, order, invoice):
        source = {
            "partner_id": (invoice or order).partner_id.id,
            "currency_id": (invoice or order).currency_id.id,
            "fiscal_position_id": (invoice or order).fiscal_position_id.id,
        }
        if invoice:
            source["journal_id"] = invoice.journal_id.id
        return {
            "move_type": "out_refund",
            "company_id": order.company_id.id,
            **source,
        }
