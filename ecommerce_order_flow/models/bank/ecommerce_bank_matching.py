from odoo import api, models

from .rules import Decision, Matcher


class EcommerceBankMatching(models.AbstractModel):
    """Decides which web orders bank lines, or payments that people register, pay."""

    _name = "ecommerce.bank.matching"
    _description = "Matching of Bank Lines"

    @api.model
    def _match(self, records):
        """Note what the records pay: for sure, or as proposals.

        What names no order leaves no trace.

        :param records: Bank statement lines or payments.
        """
        for company, own_records in records.grouped("company_id").items():
            bookings = self._get_bookings(own_records)
            waiting = self.env["ecommerce.bank.candidates"]._get_waiting(company)
            matcher = Matcher(waiting, company.payment_match_days)
            decisions = {it: matcher.decide(bookings[it]) for it in own_records}
            unnamed = [it for it in own_records if not decisions[it].orders]
            decisions |= self._decide_about_others(company, unnamed, bookings)
            self.env["ecommerce.payment.match"]._note(decisions, bookings)

    @api.model
    def _get_bookings(self, records):
        own_references = self._find_own_references(records._get_end_to_end_ids())
        return {record: record._get_booking(own_references) for record in records}

    @api.model
    def _find_own_references(self, references):
        """Return the references by which we paid or refunded somebody."""
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
    def _decide_about_others(self, company, records, bookings):
        """Return the decisions about what names no waiting order, or goes back."""
        texts = [text for record in records for text in bookings[record].texts]
        others = self.env["ecommerce.bank.candidates"]._get_others(company, texts)
        if not others:
            return {}
        matcher = Matcher(others, company.payment_match_days)
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
        # Money that we send names orders, too: refunds, and other people's invoices.
        if not booking.is_reversal or not booking.amount:
            return Decision(reason="no_income")
        booked = self.env["ecommerce.bank.booking"]
        paid = tuple(order for order in named if booked._find_payments(order))
        return Decision(paid, "returned")

    @api.model
    def _look_for_registered(self, record, decision):
        """Say so if the bank only shows now what somebody registered before."""
        if decision.reason != "paid" or len(decision.orders) != 1:
            return decision
        registered = self.env["ecommerce.bank.reconciliation"]._find_registered(
            decision.orders[0], record.amount, record.journal_id
        )
        return Decision(decision.orders, "registered") if registered else decision
