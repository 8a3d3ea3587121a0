"""The ledger: who owes whom what, worked out from what happened, in plain Python.

It is the shop's truth by hand: nothing here knows the statuses of the addon.
"""

import math
from dataclasses import dataclass, field
from decimal import Decimal

from .entries import CENT, NOTHING, Money, to_cents

NO_DOCUMENT = "there is no document"


@dataclass
class Ledger:
    """All that was agreed, paid, delivered and invoiced."""

    state: str = "sale"
    money: Money = field(default_factory=Money)
    lines: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    # Whether the customer is to get one; nothing if it is up to people.
    needs_document: bool | None = True
    is_invoiced_as_shipped: bool = False
    prepayment: Decimal = Decimal(1)  # which part of it lets the order be confirmed
    is_delivered_when_paid: bool = False
    is_foreign: bool = False  # whether the company's currency is another one

    # === WHAT IS KEPT === #

    @property
    def is_held_until_paid(self):
        """Whether the goods are to stay until more money is there, or blocked."""
        there = self.money.left + self.money.authorized
        is_waiting = self.is_delivered_when_paid and self.state == "sale"
        return is_waiting and there < self.to_confirm

    @property
    def agreed(self):
        """What all that was ordered costs; nothing once the order is cancelled."""
        if self.state == "cancel":
            return NOTHING
        return sum((line.value for line in self.lines), NOTHING)

    @property
    def kept(self):
        """What the customer keeps costs: the least and the most it can be.

        Discounts over all are either kept whole or shared by what is given back.
        """
        if self.state == "cancel":
            return NOTHING, NOTHING
        if self.state != "sale":
            return self.agreed, self.agreed
        whole = sum(line.value for line in self.lines if line.value > 0)
        kept = sum(line.kept_value for line in self.lines if line.value >= 0)
        discount = sum((line.value for line in self.lines if line.value < 0), NOTHING)
        share = min(kept / whole, Decimal(1)) if whole else Decimal(1)
        amounts = (kept + discount, kept + to_cents(discount * share))
        return tuple(max(amount, NOTHING) for amount in sorted(amounts))

    @property
    def highest_price(self):
        """The most that the order can cost: more than agreed can have left."""
        return max(self.agreed, self.kept[-1])

    @property
    def to_confirm(self):
        """What is to be there before the order is confirmed by itself."""
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
        """What credit notes say that the customer gets, and hasn't got yet."""
        return -sum((it.residual for it in self.posted if it.is_credit), NOTHING)

    @property
    def billed(self):
        """What the documents say that the customer pays in the end."""
        return self.invoiced - self.credited

    # === BALANCES === #

    @property
    def conversion_tolerance(self):
        """What amounts may differ that were booked in the company's currency."""
        return CENT * len(self.posted) if self.is_foreign else NOTHING

    @property
    def tolerance(self):
        """What documents and shares of lines may round; nothing without them."""
        shares = [line for line in self.lines if line.kept != line.ordered]
        is_shared = self.state != "cancel"
        return CENT * (len(self.posted) + len(shares) * is_shared)

    def get_gifts(self, kept):
        """Return what of the credit notes can be meant as a gift of the shop.

        What was credited beyond what came back; or beyond what was invoiced too much,
        which may be meant to stay so; or all but what is invoiced again.
        """
        gift = max(self.credited - max(self.invoiced - kept, NOTHING), NOTHING)
        taken_back = max(self.agreed - kept, NOTHING)
        whole = min(max(self.credited - taken_back, NOTHING), kept)
        return gift, max(gift - self._invoiced_again, NOTHING), max(whole, gift)

    @property
    def _invoiced_again(self):
        """What invoices and drafts ask for that came after a credit note."""
        credits = [it.number for it in self.posted if it.is_credit]
        first = min(credits, default=math.inf)
        invoices = [it for it in self.documents if not it.is_credit]
        again = [
            it.amount for it in invoices if it.state == "draft" or it.number > first
        ]
        return sum(again, NOTHING)

    def get_concessions(self, price, gift):
        """Return what of the refunds can be meant as a gift of the shop.

        By what was paid and is kept now, or by what it was when it was made. It is none
        as long as the customer hasn't paid the price.
        """
        to_pay = price - self.money.written_off
        received = self.money.received - self.money.undone
        if received < to_pay - self.tolerance:
            return (NOTHING,)
        surplus = max(received - max(self.agreed, price), NOTHING)
        taken_back = max(self.agreed - price, NOTHING)
        refunded = self.money.refunded - self.money.undone
        by_facts = refunded - surplus - taken_back
        by_history = min(self.money.given - gift, price)
        return max(by_facts, NOTHING), max(by_history, NOTHING)

    def _get_balances(self):
        """Yield for each price that can be meant: what is missing, and the document."""
        for kept, gift in self._get_gifts():
            price = max(kept - gift, NOTHING)
            for concession in self.get_concessions(price, gift):
                due = price - concession - self.money.written_off
                yield due - self.money.left, price - concession

    def _get_gifts(self):
        return [(kept, gift) for kept in self.kept for gift in self.get_gifts(kept)]

    @property
    def customer_owes(self):
        """What the customer has to pay yet, the least of what can be meant."""
        return self._beyond(min(missing for missing, _document in self._get_balances()))

    @property
    def shop_owes(self):
        """What the customer is to get back, the least of what can be meant."""
        return self._beyond(
            min(-missing for missing, _document in self._get_balances())
        )

    @property
    def customer_may_owe(self):
        """The most of what can be meant; a cent that an invoice asks for is one."""
        missing = max(missing for missing, _document in self._get_balances())
        is_open = any(it.residual > 0 for it in self.posted)
        return missing if is_open and missing > 0 else self._beyond(missing)

    @property
    def shop_may_owe(self):
        """The most of what can be meant."""
        return self._beyond(
            max(-missing for missing, _document in self._get_balances())
        )

    def _beyond(self, amount):
        return amount if amount > self.tolerance else NOTHING

    @property
    def to_bill(self):
        """What the documents are to come to: the least and the most."""
        documents = [document for _missing, document in self._get_balances()]
        return min(documents), max(documents)

    @property
    def overbilled(self):
        """How much more the documents say than the customer has to pay."""
        return self._beyond(self.billed - self.to_bill[1])

    @property
    def underbilled(self):
        """How much less the documents say than the customer pays."""
        return self._beyond(self.to_bill[0] - self.billed)

    @property
    def document_fault(self):
        """What is wrong with the documents, nothing if they are right."""
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
        """How much more left than was ordered, of what isn't paid as it leaves."""
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
    def delivered(self):
        return sum(line.delivered + line.returned for line in self.goods)

    @property
    def returned(self):
        return sum(line.returned for line in self.goods)

    @property
    def is_given_up(self):
        """Whether the order is to be cancelled: nothing has left, nothing will."""
        wanted = sum(line.ordered for line in self.goods)
        is_gone = not self.delivered and not self.leaving
        return bool(self.state == "sale" and wanted and is_gone)

    # === THE WHOLE === #

    @property
    def debts(self):
        """Who owes what, in words; nothing if the case is settled."""
        debts = {
            "the customer owes": self.customer_owes,
            "the shop owes": self.shop_owes,
            "goods are to leave": self.leaving,
            "goods are to come back": self.coming,
            "goods left that were not ordered": self.excess,
            "an authorization is open": self.money.authorized,
        }
        words = [f"{words}: {amount}" for words, amount in debts.items() if amount]
        if self.is_given_up:
            words.append("nothing of the order will leave")
        return words + ([self.document_fault] if self.document_fault else [])

    @property
    def is_settled(self):
        """Whether nobody owes anything, however it is meant."""
        return not self.debts and not self.customer_may_owe and not self.shop_may_owe
