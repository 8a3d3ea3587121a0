"""The balances that must close before an order is done."""

from dataclasses import dataclass
from functools import cached_property

from . import lines as line_rules
from .amounts import compare, is_zero, round_amount
from .facts import DOWN_PAYMENT
from .money import get_money


@dataclass(frozen=True, eq=False)
class Balances:
    """What is still to pay, to invoice, to credit and to match of an order."""

    order: object

    @cached_property
    def money(self):
        """What the customer paid, got back, and has blocked."""
        return get_money(self.order)

    # === DOCUMENTS === #

    @cached_property
    def documented(self):
        """What the posted invoices come to, less the credit notes."""
        return self._round(
            sum(
                -document.amount if document.is_credit_note else document.amount
                for document in self.order.documents
                if document.is_posted
            )
        )

    @cached_property
    def _uncorrected(self):
        """What is to invoice and to credit, whatever was refunded without a reason."""
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
        return self._round(to_invoice), self._round(to_credit)

    @cached_property
    def _doubled_discounts(self):
        """How much more than agreed was taken off with what was invoiced twice."""
        return -sum(
            line_rules.get_doubled_discount(self.order, line)
            for line in self.order.lines
        )

    def _get_credited_elsewhere(self, to_credit):
        """Return what was credited, but not with the lines that it is about.

        It is told by its amount. Of a cancelled order nothing is given away, so there
        it is each amount.
        """
        elsewhere = min(self._credited_concession, to_credit)
        is_exact = not compare(
            self._credited_concession, to_credit, self.order.rounding
        )
        return elsewhere if is_exact or self.order.state == "cancel" else 0.0

    @cached_property
    def _corrected(self):
        """What is to invoice and to credit, less what was refunded without a reason.

        Whoever gave something away needn't invoice and credit it as well.
        """
        to_invoice, to_credit = self._uncorrected
        if not self.concession:
            return to_invoice, to_credit
        gap = self._round(to_invoice - to_credit - self.concession)
        return max(gap, 0.0), max(-gap, 0.0)

    @cached_property
    def to_invoice(self):
        """What the customer owes beyond the posted documents."""
        return self._corrected[0]

    @cached_property
    def to_credit(self):
        """What the posted documents ask for that the customer doesn't owe.

        So is what was refunded although nothing came back, as far as it was invoiced.
        """
        return self._corrected[1]

    @cached_property
    def raised_after_invoice(self):
        """By how much prices of invoiced lines were raised: no quantity is missing."""
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
        """Whether somebody began a document and did not post it."""
        return any(not document.is_posted for document in self.order.documents)

    @cached_property
    def is_unmatched(self):
        """Whether documents are open that settle each other, or that money settles."""
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
        """What the customer is to pay for what they keep, less what is written off.

        What the documents say is true: they may round otherwise than the order.
        """
        to_invoice, to_credit = self._uncorrected
        value = self.documented + to_invoice - to_credit
        if not self.order.documents:
            value += self._rounding_difference
        return self._round(value - self.money.written_off)

    @cached_property
    def _rounding_difference(self):
        """The cents by which the order's total isn't the sum of its lines."""
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
        """What was refunded although nothing came back and nothing was paid too much.

        Only a customer who paid everything can have got something for nothing:
        otherwise the rest is still to be paid. What came back, was given up or credited
        is a reason for a refund, whatever was ordered afterwards. A payment that went
        back as a whole, and was made again, is as if it had never been.
        """
        received = self.money.received - self.money.undone
        if compare(received, self.value, self.order.rounding) < 0:
            return 0.0
        agreed = self.order.total - self.money.written_off
        reason = max(received, agreed) - self.value
        refunded = self.money.refunded - self.money.undone
        return self._round(max(refunded - reason, 0.0))

    @cached_property
    def _credited_concession(self):
        """What credit notes gave away of lines that the customer keeps."""
        return sum(
            line.sign * line_rules.get_credited_concession(self.order, line)
            for line in self.order.lines
            if line.kind != DOWN_PAYMENT
        )

    @cached_property
    def due(self):
        """What the customer still owes; negative is what the shop owes."""
        due = self._round(self.value - self.concession - self.money.kept)
        return 0.0 if self._is_rounded_by_documents(due) else due

    def _is_rounded_by_documents(self, due):
        """Return whether only the cents of the documents' taxes differ.

        Whoever paid the order's total owes no cent because its invoices come to one
        more, and gets none back because they come to one less.
        """
        tolerance = self.order.rounding * (len(self.order.documents) + 0.5)
        is_total = not compare(self.money.kept, self.order.total, self.order.rounding)
        return abs(due) < tolerance and is_total and self._is_everything_kept

    @cached_property
    def surplus(self):
        """What the customer paid beyond the whole order."""
        total = max(self.order.total, self.value)
        return self._round(max(self.money.kept - total, 0.0)) if self.due else 0.0

    @cached_property
    def given_up(self):
        """What the goods cost that will never leave."""
        return self._round(
            sum(
                line_rules.get_value(self.order, line, quantity)
                for line in self.order.lines
                if (quantity := line_rules.get_given_up_quantity(self.order, line))
            )
        )

    @cached_property
    def shipped_too_much(self):
        """What the goods cost that left beyond the order and were not paid."""
        return self._round(
            sum(
                line_rules.get_excess_quantity(self.order, line) * line.unit_price
                for line in self.order.lines
                if line.sign > 0
            )
        )

    @cached_property
    def incomplete(self):
        """What the kits cost of which a part came back, until somebody decided.

        Whoever refunds or credits something beyond what is owed did.
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
