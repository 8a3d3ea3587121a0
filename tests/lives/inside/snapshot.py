"""An order's state at a moment: by the ledger, and by the addon's fields."""

from dataclasses import dataclass, field

from .entries import to_cents
from .ledger import Ledger

SELECTIONS = ("payment_status", "fulfillment_status", "return_status", "flow_stage")
AMOUNTS = ("amount_received", "amount_refunded")
STORED = (*SELECTIONS, *AMOUNTS)


@dataclass
class Mail:
    """A mail sent to the customer."""

    number: int
    kind: str
    about: str = ""  # the subject, if not the order as a whole
    asks_for: object = 0  # the amount due of an invoice


@dataclass
class Snapshot:
    """Everything that promises check."""

    ledger: Ledger
    payment: str = "unpaid"
    fulfillment: str = "nothing"
    returns: str = "none"
    stage: str = "cart"
    received: object = 0
    refunded: object = 0
    next_action: str = ""
    next_action_text: str = ""
    is_refund_undecided: bool = False  # refused by the provider, or unknown
    questions: list = field(default_factory=list)  # reasons of the questions to staff
    faults: list = field(default_factory=list)  # reasons that are no messages for users
    mails: list = field(default_factory=list)
    recomputed: dict = field(default_factory=dict)  # stored values that differ
    confirmations: int = 0
    cancellations: int = 0
    reserved: float = 0.0  # pieces reserved while the order waits
    to_reserve: float = 0.0

    @property
    def documents(self):
        """The documents in one word, for the report."""
        ledger = self.ledger
        if ledger.drafts:
            return "draft"
        if not ledger.posted:
            return "none"
        if ledger.credited:
            return "credited"
        return "open" if any(it.residual for it in ledger.posted) else "settled"

    @property
    def combination(self):
        return (
            self.stage,
            self.payment,
            self.fulfillment,
            self.returns,
            self.documents,
        )

    def describe(self):
        """Return everything in one line, for people."""
        ledger = self.ledger
        low, high = ledger.kept
        kept = str(low) if low == high else f"{low}..{high}"
        return (
            f"{'/'.join(self.combination)} next={self.next_action} | {ledger.state} "
            f"agreed={ledger.agreed} kept={kept} received={ledger.money.received} "
            f"refunded={ledger.money.refunded} held={ledger.money.authorized} "
            f"invoiced={ledger.invoiced} credited={ledger.credited} "
            f"| debts: {'; '.join(ledger.debts) or 'none'} | asked: {self.questions}"
        )


def take(order, books, ledger, first_failure):
    """Return the snapshot of an order."""
    env = order.env
    failures = env["ecommerce.failure"].search([("id", ">", first_failure)])
    return Snapshot(
        ledger=ledger,
        payment=order.payment_status or "none",
        fulfillment=order.fulfillment_status or "none",
        returns=order.return_status or "none",
        stage=order.flow_stage or "none",
        received=to_cents(order.amount_received),
        refunded=to_cents(order.amount_refunded),
        next_action=order.next_action_code or "",
        next_action_text=order.next_action or "",
        is_refund_undecided=any(
            it.state in ("failed", "unknown") for it in order.refund_ids.payment_ids
        ),
        questions=order.flow_failure_ids.mapped("reason"),
        faults=[it.reason for it in failures if is_fault(it)],
        mails=[read_mail(mail) for mail in order.flow_notification_ids],
        confirmations=books.confirmations,
        cancellations=books.cancellations,
        reserved=count_reserved(order),
        to_reserve=count_to_reserve(order),
    )


def count_reserved(order):
    return sum(order.order_line.reservation_move_ids.mapped("quantity"))


def is_awaited(order):
    """Return whether an order waits for money, possibly again after a cancellation."""
    is_expected = any(
        tx.state == "pending" and tx.provider_code == "custom"
        for tx in order.transaction_ids
    )
    return order.state == "sent" or (order.state == "draft" and is_expected)


def count_to_reserve(order):
    """Return the number of pieces to reserve while the order waits, as promised."""
    now = order.env.cr.now()
    is_over = not order.payment_due_at or order.payment_due_at <= now
    has_policy = order.waiting_policy in ("reserve", "confirm", "door")
    if not is_awaited(order) or not has_policy or is_over:
        return 0.0
    lines = order.order_line.filtered("product_id.is_storable")
    return sum(max(line.product_uom_qty, 0.0) for line in lines)


def is_fault(failure):
    """Return whether an automation failed with anything but a message for users."""
    name = failure.reason.split(":")[0]
    return not failure.issue and name.isidentifier() and name[0].isupper()


def read_mail(mail):
    about = mail.move_id or mail.picking_id or mail.transaction_id
    about = about or mail.return_id or mail.refund_id
    return Mail(
        number=mail.id,
        kind=mail.kind,
        about=f"{about._name},{about.id}" if about else "",
        asks_for=to_cents(mail.move_id.amount_residual),
    )


def find_differences(order):
    """Return the stored values that differ when recomputed; the caller rolls back."""
    stored = {name: order[name] for name in STORED}
    for name in STORED:
        order.env.add_to_compute(order._fields[name], order)
    anew = {name: order[name] for name in STORED}
    return {
        name: f"{stored[name]}, but {anew[name]}"
        for name in STORED
        if is_different(stored[name], anew[name])
    }


def is_different(stored, anew):
    if isinstance(stored, float):
        return to_cents(stored) != to_cents(anew)
    return stored != anew
