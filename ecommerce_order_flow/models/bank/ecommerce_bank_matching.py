from odoo import api, models

from .const import CLOSED_REASONS
from .rules import Decision, Matcher

# Reasons that a closed order may explain better.
AMOUNT_REASONS = ("doubtful", "too_little", "too_much")


class EcommerceBankMatching(models.AbstractModel):
    """Matching of bank lines and registered payments with eCommerce orders."""

    _name = "ecommerce.bank.matching"
    _description = "Matching of Bank Lines"

    @api.model
    def _match(self, records):
        """Create the matches of the records: sure ones and proposals.

        Records that name no order create none.

        :param records: Bank statement lines or payments.
        """
        for company, own_records in records.grouped("company_id").items():
            bookings = self._get_bookings(own_records)
            waiting = self.env["ecommerce.bank.candidates"]._get_waiting(company)
            matcher = self._get_matcher(company, waiting)
            decisions = {it: matcher.decide(bookings[it]) for it in own_records}
            unnamed = [it for it in own_records if not decisions[it].orders]
            decisions |= self._decide_about_closed(
                company, waiting, decisions, bookings
            )
            decisions |= self._decide_about_others(company, unnamed, bookings)
            self.env["ecommerce.payment.match"]._note(decisions, bookings)

    @api.model
    def _get_matcher(self, company, orders):
        return Matcher(orders, company.payment_match_days, company._get_today())

    @api.model
    def _get_bookings(self, records):
        own_references = self._find_own_references(records._get_end_to_end_ids())
        return {record: record._get_booking(own_references) for record in records}

    @api.model
    def _find_own_references(self, references):
        """Return the references of our own payments and refunds."""
        if not references:
            return set()
        refunds = self.env["payment.transaction"].search(
            [("reference", "in", list(references)), ("operation", "=", "refund")]
        )
        payments = self.env["account.payment"].search(
            [("name", "in", list(references)), ("payment_type", "=", "outbound")]
        )
        return {*refunds.mapped("reference"), *payments.mapped("name")}

    # === ORDERS THAT WAIT NO MORE === #

    @api.model
    def _decide_about_closed(self, company, waiting, decisions, bookings):
        """Return revised decisions for doubts caused by closed orders.

        A payer may name a cancelled or paid order besides a waiting one.
        """
        doubts = {
            record: decision
            for record, decision in decisions.items()
            if decision.is_proposal and decision.reason in AMOUNT_REASONS
        }
        texts = [text for record in doubts for text in bookings[record].texts]
        others = self.env["ecommerce.bank.candidates"]._get_others(company, texts)
        closed = [order for order in others if order.closed]
        if not closed:
            return {}
        named = {key for decision in doubts.values() for key in decision.orders}
        matcher = self._get_matcher(
            company, closed + [order for order in waiting if order.key in named]
        )
        found = {record: matcher.decide(bookings[record]) for record in doubts}
        return {
            record: decision
            for record, decision in found.items()
            if decision.reason in CLOSED_REASONS
        }

    @api.model
    def _decide_about_others(self, company, records, bookings):
        """Return the decisions for reversals and records that name no waiting order."""
        texts = [text for record in records for text in bookings[record].texts]
        others = self.env["ecommerce.bank.candidates"]._get_others(company, texts)
        if not others:
            return {}
        matcher = self._get_matcher(company, others)
        decisions = {it: self._decide(matcher, bookings[it]) for it in records}
        return {
            record: self._look_for_registered(record, decision)
            for record, decision in decisions.items()
        }

    @api.model
    def _decide(self, matcher, booking):
        decision = matcher.decide(booking)
        if decision.reason not in ("reversal", "no_income"):
            return decision
        named = matcher.find_named(booking)
        if booking.amount > 0:
            return Decision(named, decision.reason)
        # Our outgoing payments name orders, too: refunds, and invoices of vendors.
        if not booking.is_reversal or not booking.amount:
            return Decision(reason="no_income")
        booked = self.env["ecommerce.bank.booking"]
        paid = tuple(order for order in named if booked._find_payments(order))
        return Decision(paid, "returned")

    @api.model
    def _look_for_registered(self, record, decision):
        """Return the reason `registered` if the payment was registered before."""
        if decision.reason != "paid" or len(decision.orders) != 1:
            return decision
        registered = self.env["ecommerce.bank.reconciliation"]._find_registered(
            decision.orders[0], record.amount, record.journal_id
        )
        return Decision(decision.orders, "registered") if registered else decision
