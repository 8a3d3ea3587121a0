from odoo import api, fields, models
from odoo.fields import Domain

from ..payment.payment_transaction import GRACE
from .rules import get_letters


class PaymentTransaction(models.Model):
    """Search for payments that were received before their order was placed."""

    _inherit = "payment.transaction"

    is_money_sought = fields.Boolean(
        readonly=True,
        copy=False,
        help="Bank lines from before the order were searched for the payment.",
    )

    _to_seek_money_idx = models.Index(
        "(id) WHERE is_money_sought IS NOT TRUE AND state = 'pending'"
    )

    def _set_pending(self, **kwargs):
        """Override of `payment` to search for payments received before the order."""
        txs = super()._set_pending(**kwargs)
        if txs._filter_web_orders():
            # Not while the customer's browser still triggers the payment's processing.
            self.env["ecommerce.automation"]._trigger(
                "seek_money", at=fields.Datetime.now() + GRACE
            )
        return txs

    # === AUTOMATION: SEEK MONEY === #

    @api.model
    def _flow_seek_money_domain(self):
        """Return the domain of new pending offline payments of eCommerce orders."""
        return (
            Domain("state", "=", "pending")
            & Domain("is_money_sought", "=", False)
            & Domain("provider_id.code", "=", "custom")
            & Domain("sale_order_ids.website_id", "!=", False)
        )

    def _flow_seek_money(self):
        """Queue bank lines for matching that may name one of the orders."""
        for company, txs in self.grouped("company_id").items():
            lines = txs._find_unmatched_lines(company)
            # Reconciled lines and those with a decision are done.
            lines.filtered(lambda line: not line.payment_match_ids)._ask_for_match()
        self.is_money_sought = True

    def _find_unmatched_lines(self, company):
        """Return the recent unmatched lines that contain a reference of the orders.

        The search is approximate: the matching checks whether the reference is
        complete.
        """
        references = self.env["ecommerce.bank.candidates"]._get_references(
            self.sale_order_ids
        )
        letters = {get_letters([it]) for found in references.values() for it in found}
        lines = self.env["account.bank.statement.line"]
        return lines.search(
            Domain.OR(Domain("unmatched_letters", "ilike", it) for it in letters)
            & Domain("company_id", "=", company.id)
            & Domain("is_reconciled", "=", False)
            & Domain("date", ">=", lines._get_first_day(company))
        )
