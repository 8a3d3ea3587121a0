"""Whether all goods have left, or are given up with everybody's knowledge."""

from .facts import GOODS


def are_lines_without_transfer(order):
    """Return whether goods were ordered that no transfer delivers."""
    return any(
        line.kind == GOODS
        and line.ordered > 0
        and not _get_move_count(line.moves)
        and line.delivered < line.ordered
        for line in order.lines
    )


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
    """Return whether somebody has to decide about goods that will never leave.

    Their money is to be returned, or they are to be shipped after all. An order of
    which nothing has left and nothing is to leave is to be cancelled.
    """
    if balances.given_up <= 0 or order.state != "sale":
        return False
    return balances.due < 0 or not any(line.moves.left for line in order.lines)
