"""Quantities the customer keeps of each line, their value and documents."""

from .amounts import round_amount
from .facts import DOWN_PAYMENT, GOODS, SERVICE

# Quantities of a unit are equal if they differ by less. Odoo rounds the shares of
# discounts.
QUANTITY_ROUNDING = 0.00001
SHARE_ROUNDING = 0.01


def get_kept_quantity(order, line):
    """Return the quantity of a line that the customer keeps or will get.

    It is the ordered quantity less returns and what will never be shipped. Of a
    cancelled order it is what was shipped anyway.
    """
    if line.kind == DOWN_PAYMENT:
        return 0.0
    if is_discount(line):
        return line.ordered * _get_kept_share(order, line)
    if order.state == "cancel":
        is_rendered = line.kind in (GOODS, SERVICE)
        return max(line.delivered, 0.0) if is_rendered else 0.0
    if line.kind == GOODS:
        return _get_kept_goods(order, line)
    if line.is_invoiced_by_delivery and line.kind == SERVICE:
        return _get_wanted_quantity(line, line.delivered)
    return line.ordered


def is_discount(line):
    """Return whether a line is a discount on the whole order."""
    return line.kind == SERVICE and line.sign < 0


def is_sold(line):
    """Return whether discounts apply to the line."""
    if line.is_replacement:
        return False
    return line.kind in (GOODS, SERVICE) and line.sign > 0 and line.price > 0


def get_discounted_lines(order, discount):
    """Return the lines to which a discount on the whole order applies.

    Odoo creates a discount line for each tax, which applies to the lines with this tax.
    A discount without tax, like a gift card, or one that exceeds the price of those
    lines applies to all lines.
    """
    sold = [line for line in order.lines if is_sold(line)]
    own = [line for line in sold if discount.taxes <= line.taxes]
    is_own = sum(line.price for line in own) >= -discount.price
    return own if is_own else sold


def get_discount_share(order, line):
    """Return the part of a line's price that discounts on the whole order deduct."""
    share = 0.0
    for discount in filter(is_discount, order.lines):
        sold = get_discounted_lines(order, discount)
        total = sum(it.price for it in sold)
        if total and any(it.id == line.id for it in sold):
            share -= discount.price / total
    return min(share, 1.0)


def _get_kept_share(order, discount):
    """Return the kept share, by price, of the lines a discount applies to.

    Discounts and gift cards count by the same share: returned products were sold for
    less, and no more than that is refunded.
    """
    sold = get_discounted_lines(order, discount)
    total = sum(line.price for line in sold)
    kept = sum(min(get_kept_value(order, line), line.price) for line in sold)
    if not total:
        return 0.0 if order.state == "cancel" else 1.0
    return kept / total


def get_lapsed_discount(order, line):
    """Return the invoiced discount on what the customer doesn't keep.

    It is negative and reduces the amount to credit.
    """
    if not is_discount(line):
        return 0.0
    lapsed = line.invoiced - line.credited - get_kept_value(order, line)
    lapsed -= get_doubled_discount(order, line)
    return round_amount(min(lapsed, 0.0), order.rounding)


def get_doubled_discount(order, line):
    """Return the discount invoiced beyond the agreed one; negative."""
    invoiced = _get_documented_quantity(line)
    if not is_discount(line) or not 0 < line.ordered < invoiced - SHARE_ROUNDING:
        return 0.0
    return round_amount(line.invoiced - line.credited - line.price, order.rounding)


def _get_kept_goods(order, line):
    """Return the quantity kept; what was shipped beyond the order isn't paid.

    Returned products may have been replaced: open transfers show it.
    """
    wanted = line.ordered
    if line.is_invoiced_by_delivery:
        wanted = _get_wanted_quantity(line, line.delivered + line.returned)
    if _is_planned(order, line) and wanted >= 0:
        return min(wanted, line.delivered + line.coming)
    return wanted


def _is_planned(order, line):
    """Return whether transfers determine the quantity of a line."""
    moves = line.moves
    has_moves = moves.left or moves.cancelled or moves.is_open
    return line.kind == GOODS and order.state == "sale" and bool(has_moves)


def _get_wanted_quantity(line, rendered):
    """Return the quantity to pay of a line invoiced by delivered quantity.

    A negative quantity is a trade-in.
    """
    choose = max if line.ordered >= 0 else min
    return choose(line.ordered, rendered)


def get_excess_quantity(order, line):
    """Return the quantity shipped beyond the order and not returned."""
    if line.kind != GOODS or line.is_invoiced_by_delivery or order.state != "sale":
        return 0.0
    excess = line.delivered - max(line.ordered, 0.0)
    return excess if excess > QUANTITY_ROUNDING else 0.0


def get_given_up_quantity(order, line):
    """Return the quantity never to be shipped: no open transfer brings it."""
    if not _is_planned(order, line):
        return 0.0
    given_up = line.ordered - line.delivered - line.returned - line.coming
    return given_up if given_up > QUANTITY_ROUNDING else 0.0


def get_value(order, line, quantity):
    """Return the price of a quantity of a line."""
    if quantity == line.ordered:
        return line.price
    if line.ordered:
        return round_amount(line.price * quantity / line.ordered, order.rounding)
    return round_amount(line.unit_price * quantity, order.rounding)


def get_kept_value(order, line):
    """Return the price of the quantity that the customer keeps."""
    return get_value(order, line, get_kept_quantity(order, line))


def get_gap(order, line):
    """Return the amount of a line to invoice beyond the posted documents.

    It is negative if they exceed what the customer keeps. Two differences are intended:
    a credit note for products that are kept is a concession of the shop, and one for
    less than the returned products deducts a fee.
    """
    gap = _get_uninvoiced_value(order, line)
    if gap * line.sign > 0:
        gap -= line.sign * get_credited_concession(order, line)
    else:
        gap += line.sign * min(_get_fee(order, line), -gap * line.sign)
    return _drop_cents(order, line, round_amount(gap, order.rounding))


def get_credited_concession(order, line):
    """Return the amount credited on a line although the customer keeps it."""
    gap = _get_uninvoiced_value(order, line)
    concession = (line.credited - _get_lost_value(order, line)) * line.sign
    return max(min(concession, gap * line.sign), 0.0)


def _get_fee(order, line):
    """Return the amount of the returned products that was not credited.

    As long as some of them are still to be credited, it is the known one.
    """
    credited = line.credited_quantity - line.allowance_quantity
    is_all_credited = (
        credited and credited >= _get_lost_quantity(order, line) - QUANTITY_ROUNDING
    )
    fee = (_get_lost_value(order, line) - line.credited) * line.sign
    return max(fee, 0.0) if is_all_credited else line.fee


def _get_uninvoiced_value(order, line):
    kept = _get_quantity_to_document(order, line)
    return get_value(order, line, kept) - line.invoiced + line.credited


def _get_quantity_to_document(order, line):
    """Return the quantity that the documents should have.

    A discount that lapses after the invoice reduces the amount to credit; it doesn't
    increase the amount to invoice.
    """
    kept = get_kept_quantity(order, line)
    if is_discount(line) and not is_quantity_invoiced(order, line):
        return max(kept, min(line.invoiced_quantity, line.ordered))
    return kept


def _get_lost_quantity(order, line):
    """Return the invoiced quantity that the customer doesn't keep."""
    direction = -1 if line.ordered < 0 else 1
    lost = line.invoiced_quantity - _get_quantity_to_document(order, line)
    return direction * max(direction * lost, 0.0)


def _get_lost_value(order, line):
    lost = _get_lost_quantity(order, line)
    return get_value(order, line, lost) if lost else 0.0


def _drop_cents(order, line, gap):
    """Return the gap, or 0 if it is only due to the rounding of documents."""
    is_invoiced = is_quantity_invoiced(order, line)
    tolerance = order.rounding * (len(order.documents) + 0.5)
    if is_discount(line):
        tolerance += SHARE_ROUNDING * abs(line.unit_price)
    return 0.0 if is_invoiced and abs(gap) < tolerance else gap


def get_invoiced_quantity(line):
    """Return the quantity of the posted documents.

    For discounts it is derived from the amount, because their quantity is rounded.
    """
    if is_discount(line) and line.price:
        return line.ordered * (line.invoiced - line.credited) / line.price
    return _get_documented_quantity(line)


def _get_documented_quantity(line):
    return line.invoiced_quantity - line.credited_quantity


def is_quantity_invoiced(order, line):
    """Return whether the invoiced quantity equals the quantity kept."""
    invoiced = _get_documented_quantity(line)
    tolerance = SHARE_ROUNDING if is_discount(line) else QUANTITY_ROUNDING
    return abs(invoiced - get_kept_quantity(order, line)) < tolerance
