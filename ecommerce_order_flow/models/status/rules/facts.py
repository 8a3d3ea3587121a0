"""The facts of one eCommerce order: what was agreed, and what has happened.

Quantities are in the line's unit of measure, amounts in the order's currency including
taxes. Documents and bookings for several orders count by this order's share.
"""

from dataclasses import dataclass, field, replace
from datetime import date

GOODS, SERVICE, DELIVERY, DOWN_PAYMENT = "goods", "service", "delivery", "down_payment"


@dataclass
class Moves:
    """The numbers of stock moves of an order or a line.

    *Preparing* moves pick or pack, *leaving* ones go to the customer, *undelivered* are
    those of them in transit, *returning* ones come back. *Put back* moves reverse
    preparing ones: if all were reversed, none counts. What carriers *sent back* counts
    until it is received.
    """

    prepared: int = 0
    to_prepare: int = 0
    left: int = 0
    to_leave: int = 0
    to_leave_reserved: int = 0
    to_leave_packed: int = 0
    to_leave_picked: int = 0
    is_started: bool = False
    undelivered: int = 0
    last_delivered_on: date | None = None
    to_return: int = 0
    returned: int = 0
    returned_to_refund: int = 0
    is_return_on_the_way: bool = False
    cancelled: int = 0
    put_back: int = 0
    sent_back: int = 0

    @property
    def is_open(self):
        """Whether moves are still to be prepared or to be shipped."""
        return bool(self.to_prepare or self.to_leave)


@dataclass
class Line:
    """An order line with its ordered, shipped and documented quantities."""

    id: int = 0
    kind: str = GOODS
    is_invoiced_by_delivery: bool = False
    ordered: float = 0.0
    delivered: float = 0.0  # less returns to refund
    returned: float = 0.0  # to be refunded
    coming: float = 0.0  # still to be shipped by open transfers
    incomplete: float = 0.0  # kits with returned parts, undecided
    price: float = 0.0  # of the ordered quantity
    unit_price: float = 0.0
    taxes: frozenset = frozenset()  # only of orders with a discount on everything
    moves: Moves = field(default_factory=Moves)
    # Posted documents
    invoiced_quantity: float = 0.0
    credited_quantity: float = 0.0
    invoiced: float = 0.0
    credited: float = 0.0
    fee: float = 0.0  # deducted from what is credited
    allowance_quantity: float = 0.0  # credited, but stands for an amount alone
    is_replacement: bool = False  # discounts on the order don't apply to it

    @property
    def sign(self):
        """-1 for lines that lower the order's total, like discounts; otherwise 1."""
        return -1 if (self.price or self.unit_price) < 0 else 1


@dataclass
class Transaction:
    """A payment, a partial capture or void, or a refund."""

    id: int
    operation: str | None
    state: str
    amount: float  # negative for refunds
    source_id: int | None = None
    # The part of a refund that the shop didn't owe when it was requested, if known
    given: float | None = None
    # The whole amount of a refund that was requested for this order
    own_amount: float | None = None


@dataclass
class Booking:
    """An amount matched in accounting with a document or payment of the order."""

    kind: str  # received, refunded, written_off, used_elsewhere
    amount: float
    transaction_id: int | None = None


@dataclass
class Document:
    """An invoice or a credit note for lines of the order."""

    id: int
    is_credit_note: bool = False
    is_posted: bool = True
    amount: float = 0.0
    residual: float = 0.0


@dataclass
class Order:
    """All facts from which the statuses of an order are computed."""

    state: str = "sale"
    total: float = 0.0
    rounding: float = 0.01
    # Agreement and settings
    required: float = 0.0  # amount to be paid for the confirmation
    is_paid_later: bool = False
    is_confirmed_unpaid: bool = False  # as soon as the payment is pending
    is_pickup: bool = False
    invoice_rule: str = "never"
    is_invoice_requested: bool = False
    # Decisions about returns
    is_return_requested: bool = False  # and not yet approved or declined
    is_inspection_due: bool = False  # or a decision, of received returns
    is_refund_open: bool = False  # promised, and its money isn't with the customer
    # The customer was asked to pay for a replacement that is still to be shipped
    is_difference_awaited: bool = False
    # Events
    lines: list[Line] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    # Amount received and completely refunded before the order was reopened
    undone: float = 0.0
    # Unmatched amounts of the order's own payments and refunds
    unmatched_payments: float = 0.0
    unmatched_refunds: float = 0.0

    @property
    def is_waiting(self):
        """Whether the order isn't confirmed yet."""
        return self.state in ("draft", "sent")

    def with_lines(self, added):
        """Return the facts of the order with further lines."""
        total = self.total + sum(line.price for line in added)
        return replace(self, lines=[*self.lines, *added], total=total)
