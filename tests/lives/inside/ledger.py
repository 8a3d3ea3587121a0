"""The ledger: who owes whom what, computed from the events in plain Python.

It is the test's independent truth: nothing here uses the statuses of the addon.
"""

import math
from dataclasses import dataclass, field
from decimal import Decimal

from .entries import CENT, NOTHING, Money, to_cents

NO_DOCUMENT = "there is no document"


@dataclass
class Ledger:
    """Everything agreed, paid, delivered and invoiced."""

    state: str = "sale"
    money: Money = field(default_factory=Money)
    lines: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    # Credited for items that were taken back before more was ordered.
    ended: Decimal = NOTHING
    # The price of items taken off the order by refunds.
    taken_off: Decimal = NOTHING
    # Whether an invoice is due to the customer; None if staff decides.
    needs_document: bool | None = True
    is_invoiced_as_shipped: bool = False
    prepayment: Decimal = Decimal(1)  # part needed for the confirmation
    is_delivered_when_paid: bool = False
    is_exchanged: bool = False  # and the replacement is still to leave
    is_foreign: bool = False  # the company's currency is another one

    # === WHAT IS KEPT === #

    @property
    def is_held_until_paid(self):
        """Whether the goods wait until more money is paid or authorized."""
        there = self.money.left + self.money.authorized
        is_waiting = self.is_delivered_when_paid and self.state == "sale"
        return is_waiting and there < self.to_confirm

    @property
    def agreed(self):
        """The price of everything ordered; zero once the order is cancelled."""
        if self.state == "cancel":
            return NOTHING
        return sum((line.value for line in self.lines), NOTHING)

    @property
    def kept(self):
        """The price of the kept items: the lowest and the highest possible one.

        Global discounts are either kept as a whole or reduced with returned items, and
        with those that a refund took off the order.
        """
        if self.state == "cancel":
            return NOTHING, NOTHING
        if self.state != "sale":
            return self.agreed, self.agreed
        sold = [line for line in self.lines if not line.is_replacement]
        whole = self.ordered + self.taken_off
        kept = sum(line.kept_value for line in sold if line.value >= 0)
        replaced = sum(line.kept_value for line in self.lines if line.is_replacement)
        discount = sum((line.value for line in self.lines if line.value < 0), NOTHING)
        share = min(kept / whole, Decimal(1)) if whole else Decimal(1)
        kept_discounts = discount, to_cents(discount * share)
        amounts = [kept + replaced + amount for amount in kept_discounts]
        return tuple(max(amount, NOTHING) for amount in sorted(amounts))

    @property
    def ordered(self):
        """The price of everything ordered, without discounts on the whole order."""
        sold = [line for line in self.lines if not line.is_replacement]
        return sum((line.value for line in sold if line.value > 0), NOTHING)

    @property
    def highest_price(self):
        """The highest possible price: more than the agreed quantity can be shipped."""
        return max(self.agreed, self.kept[-1])

    @property
    def to_confirm(self):
        """The amount needed for the automatic confirmation."""
        return to_cents(self.agreed * self.prepayment)

    # === DOCUMENTS === #

    @property
    def posted(self):
        return [it for it in self.documents if it.state == "posted"]

    @property
    def drafts(self):
        return [it for it in self.documents if it.state == "draft"]

    @property
    def invoiced(self):
        return sum((it.amount for it in self.posted if not it.is_credit), NOTHING)

    @property
    def credited(self):
        return -sum((it.amount for it in self.posted if it.is_credit), NOTHING)

    @property
    def open_credit(self):
        """The residual amount of the credit notes."""
        return -sum((it.residual for it in self.posted if it.is_credit), NOTHING)

    @property
    def billed(self):
        """The net total of the documents: invoiced minus credited."""
        return self.invoiced - self.credited

    # === BALANCES === #

    @property
    def conversion_tolerance(self):
        """The tolerance for amounts booked in the company's currency."""
        return CENT * len(self.posted) if self.is_foreign else NOTHING

    @property
    def tolerance(self):
        """The rounding tolerance of documents and line shares; zero without them."""
        shares = [line for line in self.lines if line.kept != line.ordered]
        is_shared = self.state != "cancel"
        return CENT * (len(self.posted) + len(shares) * is_shared)

    def get_gifts(self, kept):
        """Return the possible amounts of the credit notes that are gifts of the shop.

        The amount credited beyond the returned items; or beyond the amount invoiced in
        excess, which may be meant to stay; or everything credited except for the amount
        invoiced again.
        """
        credited, invoiced = self.credited - self.ended, self.invoiced - self.ended
        gift = max(credited - max(invoiced - kept, NOTHING), NOTHING)
        taken_back = max(self.agreed + self.taken_off - self.ended - kept, NOTHING)
        whole = min(max(credited - taken_back, NOTHING), kept)
        return gift, max(gift - self._invoiced_again, NOTHING), max(whole, gift)

    @property
    def _invoiced_again(self):
        """Return the total of invoices and drafts that came after a credit note."""
        credits = [it.number for it in self.posted if it.is_credit]
        first = min(credits, default=math.inf)
        invoices = [it for it in self.documents if not it.is_credit]
        again = [
            it.amount for it in invoices if it.state == "draft" or it.number > first
        ]
        return sum(again, NOTHING)

    def get_concessions(self, price, gift):
        """Return the possible amounts of the refunds that are gifts of the shop.

        Computed from the amounts paid and kept now, or as recorded when the refund was
        made. Until the customer has paid the price, it is zero or the recorded amount.
        """
        to_pay = price - self.money.written_off
        received = self.money.received - self.money.undone
        by_history = max(min(self.money.given - gift, price), NOTHING)
        if received < to_pay - self.tolerance:
            return NOTHING, by_history
        surplus = max(received - max(self.agreed, price), NOTHING)
        taken_back = max(self.agreed - price, NOTHING)
        refunded = self.money.refunded - self.money.undone
        by_facts = refunded - surplus - taken_back
        return max(by_facts, NOTHING), by_history

    def _get_balances(self):
        """Yield the missing amount and the documents' total for each possible price."""
        for kept, gift in self._get_gifts():
            price = max(kept - gift, NOTHING)
            for concession in self.get_concessions(price, gift):
                due = price - concession - self.money.written_off
                yield due - self.money.left, price - concession

    def _get_gifts(self):
        return [(kept, gift) for kept in self.kept for gift in self.get_gifts(kept)]

    @property
    def customer_owes(self):
        """The amount that the customer still owes, at least."""
        return self._beyond(min(missing for missing, _document in self._get_balances()))

    @property
    def shop_owes(self):
        """The amount that the shop still owes, at least."""
        return self._beyond(
            min(-missing for missing, _document in self._get_balances())
        )

    @property
    def customer_may_owe(self):
        """The amount the customer owes at most; a cent due on an invoice counts."""
        missing = max(missing for missing, _document in self._get_balances())
        is_open = any(it.residual > 0 for it in self.posted)
        return missing if is_open and missing > 0 else self._beyond(missing)

    @property
    def shop_may_owe(self):
        """The amount that the shop owes at most."""
        return self._beyond(
            max(-missing for missing, _document in self._get_balances())
        )

    def _beyond(self, amount):
        return amount if amount > self.tolerance else NOTHING

    @property
    def to_bill(self):
        """The correct total of the documents: the lowest and the highest possible."""
        documents = [document for _missing, document in self._get_balances()]
        return min(documents), max(documents)

    @property
    def overbilled(self):
        """The amount by which the documents exceed the amount payable."""
        return self._beyond(self.billed - self.to_bill[1])

    @property
    def underbilled(self):
        """The amount by which the documents fall short of the amount payable."""
        return self._beyond(self.to_bill[0] - self.billed)

    @property
    def document_fault(self):
        """The fault of the documents as text, empty if they are correct."""
        open_documents = [it for it in self.posted if it.residual]
        if self.drafts:
            return "a draft is left"
        if open_documents:
            return f"a document is open by {open_documents[0].residual}"
        if self.overbilled:
            return f"{self.overbilled} too much is invoiced"
        if self.needs_document and self.underbilled:
            return f"{self.underbilled} is not invoiced"
        is_given = any(line.kept_value > 0 for line in self.lines)
        is_given_away = self.money.refunded and not self.money.left
        if self.needs_document and is_given and not is_given_away and not self.posted:
            return NO_DOCUMENT
        return ""

    # === GOODS === #

    @property
    def goods(self):
        return [line for line in self.lines if line.is_goods and line.value >= 0]

    @property
    def excess(self):
        """The quantity shipped beyond the order, except on lines paid by delivery."""
        if self.state != "sale":
            return 0
        return sum(
            max(line.delivered - line.ordered, 0)
            for line in self.goods
            if not line.by_delivery
        )

    @property
    def leaving(self):
        return sum(line.leaving for line in self.goods)

    @property
    def coming(self):
        return sum(line.coming for line in self.goods)

    @property
    def to_replace(self):
        return sum(line.to_replace for line in self.goods)

    @property
    def delivered(self):
        return sum(line.delivered + line.returned for line in self.goods)

    @property
    def returned(self):
        return sum(line.returned for line in self.goods)

    @property
    def is_given_up(self):
        """Whether the order should be cancelled: nothing was or will be shipped."""
        wanted = sum(line.ordered for line in self.goods)
        is_gone = not self.delivered and not self.leaving
        return bool(self.state == "sale" and wanted and is_gone)

    # === THE WHOLE === #

    @property
    def debts(self):
        """The open debts as texts, empty if the case is settled."""
        debts = {
            "the customer owes": self.customer_owes,
            "the shop owes": self.shop_owes,
            "goods are to leave": self.leaving,
            "goods are to come back": self.coming,
            "goods are to leave again": self.to_replace,
            "goods left that were not ordered": self.excess,
            "an authorization is open": self.money.authorized,
        }
        words = [f"{words}: {amount}" for words, amount in debts.items() if amount]
        if self.is_given_up:
            words.append("nothing of the order will leave")
        return words + ([self.document_fault] if self.document_fault else [])

    @property
    def is_settled(self):
        """Whether nobody owes anything, in every possible interpretation."""
        return not self.debts and not self.customer_may_owe and not self.shop_may_owe
