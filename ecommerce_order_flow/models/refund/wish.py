"""Requested refunds and their plans."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wish:
    """Requested quantities of order lines, or a requested amount.

    For an amount without returned products a credit note reduces the taxes.
    """

    quantities: dict = field(default_factory=dict)  # by id of the order line
    amount: float = 0.0
    fees: object = None  # `Fees` of a return
    # Whether replacements are delivered for it: then it may need no payment.
    is_exchange: bool = False
    # Facts of the order lines that will be added for them
    added: list = field(default_factory=list)


@dataclass
class Plan:
    """The documents, amounts and payments of a wish."""

    documents: list = field(default_factory=list)
    total: float = 0.0  # including taxes, with documents or not
    amount: float = 0.0  # to be paid to the customer
    shares: list = field(default_factory=list)
    owed: float = 0.0  # deducted, because the customer still owes it
    missing: float = 0.0  # what the customer has to pay afterwards
    is_exchange: bool = False
    fee: float = 0.0  # deducted from the credit notes, including taxes
    fixed_fee: float = 0.0  # the part of it per return
    gift_cards: list = field(default_factory=list)

    @property
    def returned_to_cards(self):
        return sum(share.amount for share in self.gift_cards)


@dataclass(frozen=True)
class GiftCardShare:
    """What a refund returns to the gift card of an order line."""

    line: object
    points: float
    amount: float  # in the currency of the order


@dataclass
class DocumentPlan:
    """A credit note, or the refund of an amount that isn't invoiced.

    :ivar invoice: The invoice; empty if nothing is to be posted.
    :ivar lines: The values of its lines.
    :ivar totals: The amounts with and without taxes, as computed by Odoo.
    :ivar tax_cents: The difference of the taxes, because the last of several credit
        notes takes the rest.
    """

    invoice: object
    lines: list
    totals: dict
    is_whole: bool = False
    tax_cents: float = 0.0

    @property
    def total(self):
        return self.totals["total_amount_currency"] + self.tax_cents
