from odoo import api, fields, models
from odoo.fields import Domain

from .rules import Booking


class AccountPayment(models.Model):
    """Payments that people register may name web orders, too."""

    _inherit = "account.payment"

    is_to_match = fields.Boolean(
        string="To Match with Orders",
        readonly=True,
        copy=False,
        help="Nobody looked yet whether it pays web orders.",
    )
    payment_match_ids = fields.One2many("ecommerce.payment.match", "payment_id")

    _to_match_idx = models.Index("(id) WHERE is_to_match IS TRUE")

    # === ACTION METHODS === #

    def action_post(self):
        """Override of `account` to have web orders looked for, in the background."""
        result = super().action_post()
        shops = self.env["ecommerce.bank.candidates"]._get_companies()
        payments = self.filtered(
            lambda it: it._is_customers_own() and it.company_id in shops
        )
        if payments:
            payments.sudo().is_to_match = True  # It is no accountant's business.
            self.env["ecommerce.automation"]._trigger("match_customer_payment")
        return result

    def _is_customers_own(self):
        """Return whether somebody registered money of a customer, for no invoice."""
        return (
            self.payment_type == "inbound"
            and self.partner_type == "customer"
            and not self.payment_transaction_id
            and self.memo
        )

    # === AUTOMATION: MATCH CUSTOMERS' PAYMENTS === #

    @api.model
    def _flow_match_customer_payment_domain(self):
        return Domain("is_to_match", "=", True)

    def _flow_match_customer_payment(self):
        """Decide which orders the payments pay, unless they settle invoices."""
        open_payments = self.filtered(
            lambda it: (
                it._is_customers_own()
                and it.state in ("in_process", "paid")
                and not (it.reconciled_invoice_ids or it.payment_match_ids)
            )
        )
        self.env["ecommerce.bank.matching"]._match(open_payments)
        self.is_to_match = False

    def _get_booking(self, own_references):
        """Return what the rules know of the payment.

        :param own_references: The ids by which we paid somebody: it has none.
        """
        self.ensure_one()
        return Booking(
            amount=self.env["ecommerce.bank.candidates"]._get_decimal(
                self.amount, self.currency_id
            ),
            currency=self.currency_id.name,
            booked_on=self.date,
            texts=(self.memo or "",),
            payer=self.partner_id.name or "",
        )

    def _get_end_to_end_ids(self):
        """Return the end-to-end ids of the payments: people note none."""
        return set()
