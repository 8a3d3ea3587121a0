"""What the customer keeps of each line, what it is worth, and what documents say."""

from .amounts import round_amount
from .facts import DOWN_PAYMENT, GOODS, SERVICE

# Quantities of one unit that differ by less are the same. Shares of discounts are
# rounded by Odoo.
QUANTITY_ROUNDING = 0.00001
SHARE_ROUNDING = 0.01


def get_kept_quantity(order, line):
    """Return how much of a line the customer keeps, or still gets.

    What was ordered, less what came back and what will never leave. Of a cancelled
    order it is what has left all the same.
    """
    if line.kind == DOWN_PAYMENT:
        return 0.0
    if is_discount(line):
        return line.ordered * _get_kept_share(order)
    if order.state == "cancel":
        is_rendered = line.kind in (GOODS, SERVICE)
        return max(line.delivered, 0.0) if is_rendered else 0.0
    if line.kind == GOODS:
        return _get_kept_goods(order, line)
    if line.is_invoiced_by_delivery and line.kind == SERVICE:
        return _get_wanted_quantity(line, line.delivered)
    return line.ordered


def is_discount(line):
    """Return whether a line lowers the price of the whole order."""
    return line.kind == SERVICE and line.sign < 0


def _get_kept_share(order):
    """Return how much of its goods and services the customer keeps, by their price.

    The same share of discounts and gift cards counts: goods that come back were sold
    for less, and no more than that is given back.
    """
    sold = [
        line
        for line in order.lines
        if line.kind in (GOODS, SERVICE) and line.sign > 0 and line.price > 0
    ]
    total = sum(line.price for line in sold)
    kept = sum(min(get_kept_value(order, line), line.price) for line in sold)
    if not total:
        return 0.0 if order.state == "cancel" else 1.0
    return kept / total


def get_lapsed_discount(order, line):
    """Return how much of an invoiced discount was for what the customer doesn't keep.

    It is negative: so much less is to credit.
    """
    if not is_discount(line):
        return 0.0
    lapsed = line.invoiced - line.credited - get_kept_value(order, line)
    lapsed -= get_doubled_discount(order, line)
    return round_amount(min(lapsed, 0.0), order.rounding)


def get_doubled_discount(order, line):
    """Return how much more of a discount was invoiced than was agreed; negative."""
    invoiced = _get_documented_quantity(line)
    if not is_discount(line) or not 0 < line.ordered < invoiced - SHARE_ROUNDING:
        return 0.0
    return round_amount(line.invoiced - line.credited - line.price, order.rounding)


def _get_kept_goods(order, line):
    """Return what the customer keeps; of what left beyond the order nothing is paid.

    What came back may have been replaced: open transfers tell.
    """
    wanted = line.ordered
    if line.is_invoiced_by_delivery:
        wanted = _get_wanted_quantity(line, line.delivered + line.returned)
    if _is_planned(order, line) and wanted >= 0:
        return min(wanted, line.delivered + line.coming)
    return wanted


def _is_planned(order, line):
    """Return whether transfers tell what becomes of a line."""
    moves = line.moves
    has_moves = moves.left or moves.cancelled or moves.is_open
    return line.kind == GOODS and order.state == "sale" and bool(has_moves)


def _get_wanted_quantity(line, rendered):
    """Return how much is to be paid for of what is invoiced as it is rendered.

    A negative quantity is what the customer sends in for others.
    """
    choose = max if line.ordered >= 0 else min
    return choose(line.ordered, rendered)


def get_excess_quantity(order, line):
    """Return how much more left than was ordered, and is still with the customer."""
    if line.kind != GOODS or line.is_invoiced_by_delivery or order.state != "sale":
        return 0.0
    excess = line.delivered - max(line.ordered, 0.0)
    return excess if excess > QUANTITY_ROUNDING else 0.0


def get_given_up_quantity(order, line):
    """Return how much of a line will never leave: no open transfer brings it."""
    if not _is_planned(order, line):
        return 0.0
    given_up = line.ordered - line.delivered - line.returned - line.coming
    return given_up if given_up > QUANTITY_ROUNDING else 0.0


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
    meant so: a credit note over goods that are kept is a concession of the shop, and
    one over less than the returned goods were charges a fee.
    """
    gap = _get_uninvoiced_value(order, line)
    if gap * line.sign > 0:
        gap -= line.sign * get_credited_concession(order, line)
    else:
        gap += line.sign * min(_get_fee(order, line), -gap * line.sign)
    return _drop_cents(order, line, round_amount(gap, order.rounding))


def get_credited_concession(order, line):
    """Return what was credited of a line although the customer keeps it."""
    gap = _get_uninvoiced_value(order, line)
    concession = (line.credited - _get_lost_value(order, line)) * line.sign
    return max(min(concession, gap * line.sign), 0.0)


def _get_fee(order, line):
    """Return what was not credited of the returned goods."""
    is_all_credited = (
        line.credited_quantity
        and line.credited_quantity
        >= _get_lost_quantity(order, line) - QUANTITY_ROUNDING
    )
    fee = (_get_lost_value(order, line) - line.credited) * line.sign
    return max(fee, 0.0) if is_all_credited else 0.0


def _get_uninvoiced_value(order, line):
    kept = _get_quantity_to_document(order, line)
    return get_value(order, line, kept) - line.invoiced + line.credited


def _get_quantity_to_document(order, line):
    """Return how much the documents are to be about.

    What of a discount lapses after the invoice is less to credit, no more to invoice.
    """
    kept = get_kept_quantity(order, line)
    if is_discount(line) and not is_quantity_invoiced(order, line):
        return max(kept, min(line.invoiced_quantity, line.ordered))
    return kept


def _get_lost_quantity(order, line):
    """Return how much was invoiced that the customer doesn't keep."""
    direction = -1 if line.ordered < 0 else 1
    lost = line.invoiced_quantity - _get_quantity_to_document(order, line)
    return direction * max(direction * lost, 0.0)


def _get_lost_value(order, line):
    lost = _get_lost_quantity(order, line)
    return get_value(order, line, lost) if lost else 0.0


def _drop_cents(order, line, gap):
    """Leave out the cents by which the sum of several documents differs."""
    is_invoiced = is_quantity_invoiced(order, line)
    tolerance = order.rounding * (len(order.documents) + 0.5)
    if is_discount(line):
        tolerance += SHARE_ROUNDING * abs(line.unit_price)
    return 0.0 if is_invoiced and abs(gap) < tolerance else gap


def get_invoiced_quantity(line):
    """Return how much the posted documents are about.

    Of a discount it is told by its value, because its quantity is rounded.
    """
    if is_discount(line) and line.price:
        return line.ordered * (line.invoiced - line.credited) / line.price
    return _get_documented_quantity(line)


def _get_documented_quantity(line):
    return line.invoiced_quantity - line.credited_quantity


def is_quantity_invoiced(order, line):
    """Return whether posted invoices are about as much as the customer keeps."""
    invoiced = _get_documented_quantity(line)
    tolerance = SHARE_ROUNDING if is_discount(line) else QUANTITY_ROUNDING
    return abs(invoiced - get_kept_quantity(order, line)) < tolerance
