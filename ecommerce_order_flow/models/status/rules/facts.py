"""The facts of one web order: what was agreed, and what has happened.

Quantities are in the line's unit of measure, amounts in the order's currency with
taxes. Documents and bookings that concern several orders count by this order's share.
"""

from dataclasses import dataclass, field
from datetime import date

GOODS, SERVICE, DELIVERY, DOWN_PAYMENT = "goods", "service", "delivery", "down_payment"


@dataclass
class Moves:
    """The stock moves of an order or a line, counted.

    *Preparing* ones pick or pack, *leaving* ones go to the customer, *undelivered* of
    them are on the way, *returning* ones come back.
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

    @property
    def is_open(self):
        """Whether goods are still to be prepared, or to leave."""
        return bool(self.to_prepare or self.to_leave)


@dataclass
class Line:
    """A line of the order: what was ordered, and what became of it."""

    id: int = 0
    kind: str = GOODS
    is_invoiced_by_delivery: bool = False
    ordered: float = 0.0
    delivered: float = 0.0  # less what came back to be refunded
    returned: float = 0.0  # to be refunded
    coming: float = 0.0  # what open transfers still bring to the customer
    incomplete: float = 0.0  # kits of which parts came back, and nobody decided
    price: float = 0.0  # of all that was ordered
    unit_price: float = 0.0
    moves: Moves = field(default_factory=Moves)
    # Posted documents
    invoiced_quantity: float = 0.0
    credited_quantity: float = 0.0
    invoiced: float = 0.0
    credited: float = 0.0

    @property
    def sign(self):
        """-1 for what lowers the order's total, as discounts do."""
        return -1 if (self.price or self.unit_price) < 0 else 1


@dataclass
class Transaction:
    """A payment, a capture or void of a part of it, or a refund."""

    id: int
    operation: str | None
    state: str
    amount: float  # negative for refunds
    source_id: int | None = None


@dataclass
class Booking:
    """What was matched with a document or a payment of the order in the accounting."""

    kind: str  # received, refunded, written_off, used_elsewhere
    amount: float
    transaction_id: int | None = None


@dataclass
class Document:
    """An invoice or a credit note over goods of the order."""

    id: int
    is_credit_note: bool = False
    is_posted: bool = True
    amount: float = 0.0
    residual: float = 0.0


@dataclass
class Order:
    """Everything that the statuses of an order follow from."""

    state: str = "sale"
    total: float = 0.0
    rounding: float = 0.01
    # What was agreed and set
    required: float = 0.0  # with how much of it paid the order is confirmed
    is_paid_later: bool = False
    is_confirmed_unpaid: bool = False  # as soon as the payment is on its way
    is_pickup: bool = False
    invoice_rule: str = "never"
    is_invoice_requested: bool = False
    # What has happened
    lines: list[Line] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    # The order's own payments and refunds of which something isn't matched yet
    unmatched_payments: float = 0.0
    unmatched_refunds: float = 0.0

    @property
    def is_waiting(self):
        """Whether the order isn't confirmed yet."""
        return self.state in ("draft", "sent")
