from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from .rules import WaitingOrder, get_words

# Stages in which an order confirmed before its payment may still owe money.
OWING_STAGES = ("awaiting_payment", "to_ship", "shipped")


class EcommerceBankCandidates(models.AbstractModel):
    """Orders that payments may be for, read in few queries."""

    _name = "ecommerce.bank.candidates"
    _description = "Orders Awaiting Payment"

    @api.model
    def _get_companies(self):
        """Return the companies with a website whose automations are enabled."""
        now = fields.Datetime.now()
        # In sudo mode because users who import bank lines may not read all websites.
        websites = self.env["website"].sudo().search([("automations_since", "<=", now)])
        return websites.company_id

    @api.model
    def _get_waiting_domain(self):
        """Return the domain of the orders with a payment due."""
        waiting = Domain("state", "in", ("draft", "sent")) & Domain(
            "flow_stage", "in", ("awaiting_payment", "to_confirm")
        )
        expected = [("state", "=", "pending"), ("provider_code", "=", "custom")]
        owing = (
            Domain("state", "=", "sale")
            & Domain("flow_stage", "in", OWING_STAGES)
            & (
                Domain("waiting_policy", "=", "confirm")
                | Domain("transaction_ids", "any", expected)
            )
        )
        return (waiting | owing) & Domain("amount_owed", ">", 0)

    @api.model
    def _get_waiting(self, company):
        """Return the company's orders with a payment due.

        :rtype: list[WaitingOrder]
        """
        domain = self._get_waiting_domain() & Domain("company_id", "=", company.id)
        return self._describe(self.env["sale.order"].search(domain, order="id"))

    @api.model
    def _get_others(self, company, texts):
        """Return the company's other eCommerce orders named in the texts.

        :rtype: list[WaitingOrder]
        """
        words = set().union(*map(get_words, texts))
        orders = words and self.env["sale.order"].search(
            Domain("name", "in", sorted(words))
            & Domain("company_id", "=", company.id)
            & Domain("website_id", "!=", False)
            & Domain("flow_stage", "!=", "cart"),
            order="id",
        )
        return self._describe(orders or self.env["sale.order"])

    @api.model
    def _describe(self, orders):
        references = self._get_references(orders)
        waiting = orders.filtered_domain(self._get_waiting_domain())
        return [
            WaitingOrder(
                key=order,
                references=references[order],
                amount=self._get_missing(order),
                currency=order.currency_id.name,
                placed_on=order.date_order.date(),
                payers=tuple(self._get_payers(order)),
                ibans=tuple(self._get_ibans(order)),
                closed="" if order in waiting else self._get_end(order),
            )
            for order in orders
        ]

    @api.model
    def _get_references(self, orders):
        """Return the references that customers may quote, by order.

        The reference of a payment for several orders identifies none of them.
        """
        return {
            order: tuple(
                {
                    order.name,
                    *filter(None, [order.reference]),
                    *(
                        tx.reference
                        for tx in order.transaction_ids
                        if len(tx.sale_order_ids) == 1
                    ),
                }
            )
            for order in orders
        }

    @api.model
    def _get_payers(self, order):
        partners = order.partner_id | order.partner_invoice_id
        return [name for name in partners.mapped("name") if name]

    @api.model
    def _get_ibans(self, order):
        banks = (order.partner_id | order.partner_invoice_id).bank_ids
        return [number for number in banks.mapped("sanitized_acc_number") if number]

    @api.model
    def _get_end(self, order):
        """Return the reason why an order awaits no payment."""
        if order.state == "cancel":
            return "cancelled"
        return "confirmed" if order.amount_owed > 0 else "paid"

    @api.model
    def _get_missing(self, order):
        """Return the outstanding amount of an order, or of its down payment."""
        missing = self.env["ecommerce.offline.payment"]._get_missing(order)
        return self._get_decimal(missing, order.currency_id)

    @api.model
    def _get_decimal(self, amount, currency):
        """Return an amount as an exact decimal for comparisons."""
        return Decimal(f"{amount:.{currency.decimal_places}f}")
