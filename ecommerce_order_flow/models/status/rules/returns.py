"""The return status: how far goods got that come back."""

from .fulfillment import add_up_moves


def get_return_status(order, balances):
    """Return the status that follows from the return transfers."""
    moves = add_up_moves(order)
    if moves.to_return:
        return "on_the_way" if moves.is_return_on_the_way else "approved"
    if not moves.returned:
        return "none"
    is_settled = not moves.returned_to_refund or is_settled_by(order, balances)
    return "settled" if is_settled else "received"


def is_settled_by(order, balances):
    """Return whether the customer has back what the returned goods cost.

    What was invoiced of them is credited, the credit notes are settled, the shop owes
    nothing, and somebody decided about parts of kits.
    """
    has_open_credit_note = any(
        document.is_credit_note and (document.residual or not document.is_posted)
        for document in order.documents
    )
    return not (
        balances.due < 0
        or balances.to_credit
        or balances.incomplete
        or has_open_credit_note
    )
