"""What the customer keeps of each line, what it is worth, and what documents say."""

from .amounts import round_amount
from .facts import DOWN_PAYMENT, GOODS, SERVICE

# Quantities of one unit that differ by less are the same.
QUANTITY_ROUNDING = 0.00001


def get_kept_quantity(order, line):
    """Return how much of a line the customer keeps, or still gets.

    What was ordered, less what came back and what will never leave. Of a cancelled
    order it is what has left all the same.
    """
    if line.kind == DOWN_PAYMENT:
        return 0.0
    if order.state == "cancel":
        is_rendered = line.kind in (GOODS, SERVICE)
        return max(line.delivered, 0.0) if is_rendered else 0.0
    if line.kind == GOODS:
        return _get_kept_goods(order, line)
    if line.is_invoiced_by_delivery and line.kind == SERVICE:
        return max(line.ordered, line.delivered)
    return line.ordered


def _get_kept_goods(order, line):
    left = line.delivered + line.returned
    wanted = max(line.ordered, left) if line.is_invoiced_by_delivery else line.ordered
    return wanted - get_given_up_quantity(order, line) - line.returned


def get_given_up_quantity(order, line):
    """Return how much of a line will never leave: nothing of it is open anymore."""
    has_moves = line.moves.left or line.moves.cancelled
    if line.kind != GOODS or order.state != "sale" or line.moves.is_open:
        return 0.0
    return max(line.ordered - line.delivered - line.returned, 0) if has_moves else 0.0


def get_value(order, line, quantity):
    """Return what a quantity of a line costs."""
    if quantity == line.ordered:
        return line.price
    if line.ordered:
        return round_amount(line.price * quantity / line.ordered, order.rounding)
    return round_amount(line.unit_price * quantity, order.rounding)


def get_kept_value(order, line):
    """Return what the customer is to pay for what they keep of a line."""
    return get_value(order, line, get_kept_quantity(order, line))


def get_gap(order, line):
    """Return what is to invoice of a line beyond the posted documents.

    It is negative if they are about more than the customer keeps. Two differences are
    meant so: a credit note over goods that are kept is a concession of the shop, and one
    over less than the returned goods were charges a fee.
    """
    gap = get_kept_value(order, line) - line.invoiced + line.credited
    kept = get_kept_quantity(order, line)
    lost = max(line.invoiced_quantity - kept, 0.0)
    lost_value = get_value(order, line, lost) if lost else 0.0
    if gap * line.sign > 0:
        concession = (line.credited - lost_value) * line.sign
        gap -= line.sign * min(max(concession, 0.0), gap * line.sign)
    elif line.credited_quantity and line.credited_quantity >= lost - QUANTITY_ROUNDING:
        fee = max((lost_value - line.credited) * line.sign, 0.0)
        gap += line.sign * min(fee, -gap * line.sign)
    return _drop_cents(order, line, round_amount(gap, order.rounding))


def _drop_cents(order, line, gap):
    """Leave out the cents by which the sum of several documents differs."""
    is_invoiced = is_quantity_invoiced(order, line)
    tolerance = order.rounding * (len(order.documents) + 0.5)
    return 0.0 if is_invoiced and abs(gap) < tolerance else gap


def is_quantity_invoiced(order, line):
    """Return whether posted invoices are about as much as the customer keeps."""
    invoiced = line.invoiced_quantity - line.credited_quantity
    return abs(invoiced - get_kept_quantity(order, line)) < QUANTITY_ROUNDING
