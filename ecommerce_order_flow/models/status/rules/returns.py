"""The return status: the progress of returned products."""

from .fulfillment import add_up_moves


def get_return_status(order, balances):
    """Return the status computed from return transfers and return requests."""
    moves = add_up_moves(order)
    if moves.to_return:
        return "on_the_way" if moves.is_return_on_the_way else "approved"
    if order.is_return_requested:
        return "requested"
    if not moves.returned:
        return "none"
    if order.is_inspection_due:
        return "received"
    is_settled = not moves.returned_to_refund or is_settled_by(order, balances)
    return "settled" if is_settled else "received"


def is_settled_by(order, balances):
    """Return whether the returned products are settled.

    What was invoiced is credited, the credit notes are settled, the shop owes nothing,
    and returned parts of kits are decided.
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
