"""The fulfillment status: the progress of the shipment."""

from dataclasses import fields

from .facts import Moves
from .goods import are_lines_without_transfer


def add_up_moves(order):
    """Return the sum of the moves of all lines."""
    total = Moves()
    for line in order.lines:
        for name in COUNTS:
            setattr(total, name, getattr(total, name) + getattr(line.moves, name))
        total.is_started |= line.moves.is_started
        total.is_return_on_the_way |= line.moves.is_return_on_the_way
        days = (total.last_delivered_on, line.moves.last_delivered_on)
        total.last_delivered_on = max((day for day in days if day), default=None)
    return total


COUNTS = [field.name for field in fields(Moves) if field.type is int]


def get_fulfillment_status(order):
    """Return the fulfillment status computed from the order's moves."""
    moves = add_up_moves(order)
    if moves.left:
        if moves.is_open or _is_transfer_missing(order):
            return "partially_shipped"
        is_there = order.is_pickup or not moves.undelivered
        return "delivered" if is_there else "shipped"
    if not moves.is_open:
        return _get_status_without_moves(order)
    return _get_status_in_warehouse(order, moves)


def _get_status_without_moves(order):
    if order.is_waiting:
        return "not_yet"
    return "to_ship" if _is_transfer_missing(order) else "nothing"


def _is_transfer_missing(order):
    """Return whether products have no transfer yet: a vendor may still be asked."""
    return order.state == "sale" and are_lines_without_transfer(order)


def _get_status_in_warehouse(order, moves):
    if not moves.to_prepare and not _is_undone(moves):
        if order.is_pickup and _is_set_aside(moves):
            return "ready_for_pickup"
        if moves.prepared or moves.to_leave_packed == moves.to_leave:
            return "packed"
    return "picking" if moves.prepared or moves.is_started else "to_ship"


def _is_undone(moves):
    """Return whether products still to be shipped were put back on the shelf."""
    return bool(moves.put_back and moves.to_leave_reserved < moves.to_leave)


def _is_set_aside(moves):
    """Return whether everything still to be shipped was set aside."""
    is_taken = moves.prepared or moves.to_leave_picked == moves.to_leave
    return bool(is_taken and moves.to_leave_reserved == moves.to_leave)


def get_day_of_last_delivery(order):
    """Return the delivery date of the last parcel, once all are delivered."""
    moves = add_up_moves(order)
    is_there = get_fulfillment_status(order) == "delivered" and not moves.undelivered
    return moves.last_delivered_on if is_there else None
