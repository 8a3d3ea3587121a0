from collections import defaultdict

from odoo import api, models

from ..returns.rules.fees import add_share, get_shares


class EcommerceRefundFee(models.AbstractModel):
    """Deduction of the fees of returns from credit notes.

    ==============================  =================================================
    Refund                          Fee
    ==============================  =================================================
    invoiced                        credited for less, in proportion to the taxes
    not invoiced                    none, because no document would state it
    discount on the whole order     of the price after the discount
    for less than the fee           all of it; the rest is left for the next refund
                                    of the return
    ==============================  =================================================
    """

    _name = "ecommerce.refund.fee"
    _description = "Fees of Returns"

    @api.model
    def _deduct(self, order, plan, fees):
        """Deduct fees from the documents of a plan.

        :param fees: `Fees`, or None.
        """
        if not fees:
            return
        billed = [document for document in plan.documents if document.invoice]
        total = self._get_total(billed)
        values, discount = self._get_values(billed, fees)
        shares = get_shares(values, discount, fees.percentages)
        left = self._get_total(self._reduce(order, billed, shares))
        plan.fixed_fee = order.currency_id.round(min(fees.amount, max(left, 0.0)))
        if plan.fixed_fee:
            whole = self._get_total(self._reduce(order, billed, shares, shares))
            shares = add_share(shares, plan.fixed_fee / whole if whole else 0.0)
        plan.documents = [
            self._reduce(order, [it], shares)[0] if it.invoice else it
            for it in plan.documents
        ]
        reduced = self._get_total(it for it in plan.documents if it.invoice)
        plan.fee = order.currency_id.round(total - reduced)

    @api.model
    def _get_total(self, documents):
        return sum(document.total for document in documents)

    @api.model
    def _get_values(self, documents, fees):
        """Return the prices by order line, and the discount on the whole order."""
        billing = self.env["ecommerce.refund.billing"]
        values, discount = defaultdict(float), 0.0
        for document in documents:
            for line in document.lines:
                amount = billing._get_amount_of_values(line)
                if line_id := self._get_line_id(line, fees.percentages):
                    values[line_id] += amount
                elif amount < 0:
                    discount += amount
        return values, discount

    @api.model
    def _get_line_id(self, values, line_ids):
        """Return the order line of a credit note line if it is one of them."""
        own = self.env["ecommerce.refund.line"]._get_line_ids(values)
        return next((line_id for line_id in own if line_id in line_ids), None)

    @api.model
    def _reduce(self, order, documents, shares, only=None):
        """Return documents whose lines are credited for less.

        :param dict only: The order lines to keep; None for all.
        """
        billing = self.env["ecommerce.refund.billing"]
        return [
            billing._plan_document(
                order,
                document.invoice,
                [
                    self._reduce_line(order, line, shares)
                    for line in document.lines
                    if only is None or self._get_line_id(line, only)
                ],
            )
            for document in documents
        ]

    @api.model
    def _reduce_line(self, order, line, shares):
        line_id = self._get_line_id(line, shares)
        share = shares.get(line_id, 0.0)
        if not share:
            return line
        currency = order.currency_id
        amount = self.env["ecommerce.refund.billing"]._get_amount_of_values(line)
        left = currency.round(amount * (1 - share))
        return {
            **line,
            "price_unit": left / line["quantity"],
            "discount": 0.0,
            "return_fee": currency.round(amount - left),
        }
