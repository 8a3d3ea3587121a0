"""Whether all products were shipped, or given up by a decision."""

from .facts import GOODS


def are_lines_without_transfer(order):
    """Return whether the order has products, or parts of kits, without a transfer."""
    return any(
        line.kind == GOODS
        and line.ordered > 0
        and line.delivered < line.ordered
        and (not _get_move_count(line.moves) or _lacks_part(line))
        for line in order.lines
    )


def _lacks_part(line):
    """Return whether kits are coming that no open transfer brings."""
    return line.coming > 0 and not line.moves.is_open


def _get_move_count(moves):
    return (
        moves.prepared
        + moves.to_prepare
        + moves.left
        + moves.to_leave
        + moves.cancelled
        + moves.returned
        + moves.to_return
    )


def is_given_up_undecided(order, balances):
    """Return whether a decision about products never to be shipped is missing.

    They are to be refunded or shipped after all. An order of which nothing was or will
    be shipped is to be cancelled.
    """
    if balances.given_up <= 0 or order.state != "sale":
        return False
    return balances.due < 0 or not any(line.moves.left for line in order.lines)
