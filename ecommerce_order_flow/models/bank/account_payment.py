from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.guard import write_guarded
from .rules import Booking


class AccountPayment(models.Model):
    """Matching of manually registered payments with eCommerce orders."""

    _name = "account.payment"
    _inherit = ["account.payment", "ecommerce.guarded.mixin"]

    is_to_match = fields.Boolean(
        string="To Match with Orders",
        readonly=True,
        copy=False,
        help="It has not been checked yet whether it pays eCommerce orders.",
    )
    payment_match_ids = fields.One2many("ecommerce.payment.match", "payment_id")

    _to_match_idx = models.Index("(id) WHERE is_to_match IS TRUE")

    # === ACTION METHODS === #

    def action_post(self):
        """Override of `account` to trigger the matching with eCommerce orders."""
        result = super().action_post()
        shops = self.env["ecommerce.bank.candidates"]._get_companies()
        payments = self.filtered(
            lambda it: it._is_customers_own() and it.company_id in shops
        )
        if payments:
            write_guarded(payments, {"is_to_match": True})
            self.env["ecommerce.automation"]._trigger("match_customer_payment")
        return result

    def _is_customers_own(self):
        """Return whether the payment is a customer payment without an invoice."""
        return (
            self.payment_type == "inbound"
            and self.partner_type == "customer"
            and not self.payment_transaction_id
            and self.memo
        )

    # === AUTOMATION: MATCH CUSTOMERS' PAYMENTS === #

    @api.model
    def _flow_match_customer_payment_domain(self):
        """Return the domain of the payments to match, also if their order changed."""
        outdated = self.env["ecommerce.payment.match"]._find_outdated()
        return Domain("is_to_match", "=", True) | Domain(
            "id", "in", outdated.payment_id.ids
        )

    def _flow_match_customer_payment(self):
        """Match the payments with orders, unless they are reconciled with invoices."""
        (self.payment_match_ids & self.payment_match_ids._find_outdated()).unlink()
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
        """Return the `Booking` of the payment for the rules.

        :param own_references: The end-to-end ids of our outgoing payments; unused here.
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
        """Return an empty set: payments have no end-to-end id."""
        return set()
