"""The balances that must be zero before an order is done."""

from dataclasses import dataclass
from functools import cached_property
from math import inf

from . import lines as line_rules
from .amounts import compare, is_zero, round_amount
from .facts import DOWN_PAYMENT
from .money import get_money


@dataclass(frozen=True, eq=False)
class Balances:
    """Amounts still to pay, to invoice, to credit and to match of an order."""

    order: object

    @cached_property
    def money(self):
        """The amounts paid, refunded and authorized."""
        return get_money(self.order)

    # === DOCUMENTS === #

    @cached_property
    def documented(self):
        """The total of the posted invoices less the credit notes."""
        return self._round(
            sum(
                -document.amount if document.is_credit_note else document.amount
                for document in self.order.documents
                if document.is_posted
            )
        )

    @cached_property
    def _uncorrected(self):
        """The amounts to invoice and to credit, disregarding concessions."""
        gaps = {
            line.id: line_rules.get_gap(self.order, line)
            for line in self.order.lines
            if line.kind != DOWN_PAYMENT
        }
        deposits = sum(
            line.invoiced - line.credited
            for line in self.order.lines
            if line.kind == DOWN_PAYMENT
        )
        to_credit = sum(
            -gaps[line.id]
            for line in self.order.lines
            if gaps.get(line.id, 0.0) < 0 and line.sign > 0
        )
        to_invoice = sum(gaps.values()) - deposits + to_credit
        lapsed = sum(
            line_rules.get_lapsed_discount(self.order, line)
            for line in self.order.lines
        )
        to_credit = max(to_credit + lapsed, 0.0)
        doubled = min(to_credit, self._doubled_discounts)
        to_invoice, to_credit = to_invoice - doubled, to_credit - doubled
        to_credit -= self._get_credited_elsewhere(to_credit)
        if to_invoice < 0:
            to_invoice, to_credit = 0.0, to_credit - to_invoice
        to_credit = min(to_credit, self._get_most_to_credit(to_invoice))
        return self._round(to_invoice), self._round(to_credit)

    def _get_most_to_credit(self, to_invoice):
        """Return what the customer was billed at all, unless they are to be paid."""
        billed = max(self.documented + to_invoice, 0.0)
        return billed if self.order.total >= 0 else inf

    @cached_property
    def _doubled_discounts(self):
        """The excess of discounts that were invoiced twice with their products."""
        return -sum(
            line_rules.get_doubled_discount(self.order, line)
            for line in self.order.lines
        )

    def _get_credited_elsewhere(self, to_credit):
        """Return the amount credited on lines other than those to be credited.

        It is recognized by its amount.
        """
        elsewhere = min(self._credited_concession, to_credit)
        is_other = compare(self._credited_concession, to_credit, self.order.rounding)
        return 0.0 if is_other else elsewhere

    @cached_property
    def _corrected(self):
        """The amounts to invoice and to credit, less the concession.

        A concession needs neither an invoice nor a credit note.
        """
        to_invoice, to_credit = self._uncorrected
        if not self.concession:
            return to_invoice, to_credit
        gap = self._round(to_invoice - to_credit - self.concession)
        return max(gap, 0.0), max(-gap, 0.0)

    @cached_property
    def to_invoice(self):
        """The amount the customer owes beyond the posted documents."""
        return self._corrected[0]

    @cached_property
    def to_credit(self):
        """The amount of the posted documents that the customer doesn't owe.

        It includes refunds without a return, as far as they were invoiced.
        """
        return self._corrected[1]

    @cached_property
    def raised_after_invoice(self):
        """The amount by which prices of fully invoiced lines were raised."""
        return self._round(
            sum(
                max(line_rules.get_gap(self.order, line), 0.0)
                for line in self.order.lines
                if line.invoiced_quantity
                and (
                    line.credited_quantity
                    or line_rules.is_quantity_invoiced(self.order, line)
                )
            )
        )

    @cached_property
    def has_drafts(self):
        """Whether the order has draft documents."""
        return any(not document.is_posted for document in self.order.documents)

    @cached_property
    def is_unmatched(self):
        """Whether open documents can be matched with each other or with payments."""
        open_documents = [
            document
            for document in self.order.documents
            if document.is_posted
            and not is_zero(document.residual, self.order.rounding)
        ]
        has_credit_note = any(document.is_credit_note for document in open_documents)
        has_invoice = any(not document.is_credit_note for document in open_documents)
        return bool(
            (has_invoice and (has_credit_note or self.order.unmatched_payments))
            or (has_credit_note and self.order.unmatched_refunds)
        )

    # === MONEY === #

    @cached_property
    def value(self):
        """The amount to pay for what the customer keeps, less write-offs.

        The documents decide: they may be rounded differently from the order.
        """
        to_invoice, to_credit = self._uncorrected
        value = self.documented + to_invoice - to_credit
        if not self.order.documents:
            value += self._rounding_difference
        return self._round(value - self.money.written_off)

    @cached_property
    def _rounding_difference(self):
        """The difference in cents between the order's total and its lines."""
        prices = sum(line.price for line in self.order.lines)
        return (
            self._round(self.order.total - prices) if self._is_everything_kept else 0.0
        )

    @cached_property
    def _is_everything_kept(self):
        return all(
            line_rules.get_kept_quantity(self.order, line) == line.ordered
            for line in self.order.lines
            if line.kind != DOWN_PAYMENT
        )

    @cached_property
    def concession(self):
        """The amount refunded without a return or an overpayment.

        Only a customer who paid everything can have received a concession: otherwise
        the rest is still to be paid. What was returned, given up or credited justifies
        a refund, whatever was ordered afterwards. A payment that was refunded
        completely and made again is disregarded. Of refunds with a known reason, only
        the part that was given away counts.
        """
        received = self.money.received - self.money.undone
        if compare(received, self.value, self.order.rounding) < 0:
            given = self.money.given - max(self._credited_concession, 0.0)
            return self._round(max(given, 0.0))
        agreed = self.order.total - self.money.written_off
        reason = max(received, agreed) - self.value
        refunded = self.money.refunded - self.money.undone
        gift = min(refunded - reason, self.money.may_be_given)
        return self._round(max(gift, 0.0))

    @cached_property
    def _credited_concession(self):
        """The amount credited on lines that the customer keeps."""
        return sum(
            line.sign * line_rules.get_credited_concession(self.order, line)
            for line in self.order.lines
            if line.kind != DOWN_PAYMENT
        )

    @cached_property
    def due(self):
        """The amount the customer still owes; negative if the shop owes it."""
        due = self._round(self.value - self.concession - self.money.kept)
        return 0.0 if self._is_rounded_by_documents(due) else due

    def _is_rounded_by_documents(self, due):
        """Return whether the difference is only due to the rounding of documents.

        A customer who paid the order's total owes no cent if the invoices come to one
        more, and gets none back if they come to one less.
        """
        tolerance = self.order.rounding * (len(self.order.documents) + 0.5)
        is_total = not compare(self.money.kept, self.order.total, self.order.rounding)
        return abs(due) < tolerance and is_total and self._is_everything_kept

    @cached_property
    def surplus(self):
        """The amount paid beyond the whole order."""
        total = max(self.order.total, self.value)
        return self._round(max(self.money.kept - total, 0.0)) if self.due else 0.0

    @cached_property
    def given_up(self):
        """The price of the products that will never be shipped."""
        return self._round(
            sum(
                line_rules.get_value(self.order, line, quantity)
                for line in self.order.lines
                if (quantity := line_rules.get_given_up_quantity(self.order, line))
            )
        )

    @cached_property
    def shipped_too_much(self):
        """The price of the products shipped beyond the order and not paid."""
        return self._round(
            sum(
                line_rules.get_excess_quantity(self.order, line) * line.unit_price
                for line in self.order.lines
                if line.sign > 0
            )
        )

    @cached_property
    def incomplete(self):
        """The price of the kits with returned parts, until a user decides.

        A refund or credit note beyond the amount owed is such a decision.
        """
        if self.concession or self._credited_concession > 0:
            return 0.0
        return self._round(
            sum(
                line_rules.get_value(self.order, line, line.incomplete)
                for line in self.order.lines
                if line.incomplete
            )
        )

    def _round(self, amount):
        return round_amount(amount, self.order.rounding)
