"""The stage of the whole order."""

from .amounts import is_zero
from .fulfillment import add_up_moves, get_fulfillment_status
from .goods import is_given_up_undecided
from .invoicing import is_invoice_missing
from .payment import (
    get_excess_authorization,
    get_payment_status,
    is_enough_on_its_way,
    is_paid_enough,
)
from .returns import get_return_status

# Fulfillment statuses in which products are still to be shipped.
OPEN_FULFILLMENT_STATUSES = (
    "to_ship",
    "picking",
    "packed",
    "partially_shipped",
    "ready_for_pickup",
)
# Return statuses in which products or money are still to be moved.
OPEN_RETURN_STATUSES = ("requested", "approved", "on_the_way", "received")


def get_stage(order, balances):
    """Return the stage of the order."""
    if order.state == "cancel":
        return "cancelled"
    if order.is_waiting:
        return _get_stage_before_confirmation(order, balances)
    if get_fulfillment_status(order) in OPEN_FULFILLMENT_STATUSES:
        return "to_ship"
    if is_given_up_undecided(order, balances):
        return "to_ship"
    if is_settled(order, balances):
        return "done"
    if get_fulfillment_status(order) == "nothing" and balances.due > 0:
        return "awaiting_payment"
    return "shipped"


def _get_stage_before_confirmation(order, balances):
    status = get_payment_status(order, balances)
    is_accepted = order.is_confirmed_unpaid and status == "pending"
    is_on_its_way = is_accepted and is_enough_on_its_way(order, balances)
    if is_on_its_way or is_paid_enough(order, balances):
        return "to_confirm"
    is_placed = order.state == "sent" or status in (
        "pending",
        "authorized",
        "partially_paid",
    )
    return "awaiting_payment" if is_placed else "cart"


def is_settled(order, balances):
    """Return whether no money, products or documents are outstanding."""
    return not (
        balances.due
        or balances.shipped_too_much
        or get_excess_authorization(order, balances)
        or has_open_document(order, balances)
        or add_up_moves(order).sent_back
        or order.is_refund_open
        or get_return_status(order, balances) in OPEN_RETURN_STATUSES
    )


def has_open_document(order, balances):
    """Return whether a document is missing, wrong, a draft or not settled."""
    return bool(
        balances.to_credit
        or balances.has_drafts
        or is_invoice_missing(order, balances)
        or any(
            not is_zero(document.residual, order.rounding)
            for document in order.documents
        )
    )
