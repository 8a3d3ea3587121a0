"""Acts on the order itself: staff's changes, and its confirmation."""

from odoo.fields import Command

from . import order_factory, world
from .reading import get_lines


def confirm(life, numbers):
    """Confirm the order by hand, paid or not."""
    if life.order.state not in ("draft", "sent"):
        return False
    life.books.confirmations += 1
    life.books.begin_anew()
    life.order.action_confirm()
    return True


def order_more(life, numbers):
    """Raise the quantity of a line."""
    line = choose_line(life, numbers)
    if not line:
        return False
    line.product_uom_qty += numbers.count(2)
    return True


def order_less(life, numbers):
    """Lower the quantity of a line, possibly to zero."""
    line = choose_line(life, numbers)
    if not line or not line.product_uom_qty:
        return False
    line.product_uom_qty -= numbers.count(line.product_uom_qty)
    return True


def raise_price(life, numbers):
    """Raise a price, as after a promotion."""
    return change_price(life, numbers, 1)


def lower_price(life, numbers):
    return change_price(life, numbers, -1)


def change_price(life, numbers, sign):
    line = choose_line(life, numbers)
    if not line:
        return False
    line.price_unit += sign * numbers.part_of(line.price_unit)
    return True


def give_discount(life, numbers):
    """Give a discount in percent on a line."""
    line = choose_line(life, numbers)
    if not line:
        return False
    line.discount = 10 * numbers.count(9)
    return True


def redeem_voucher(life, numbers):
    """Apply a discount to the whole order."""
    if not is_open(life) or life.order.amount_total <= 0:
        return False
    amount = numbers.part_of(life.order.amount_total)
    order_factory.add_service(life.order, "Voucher", -amount)
    return True


def add_item(life, numbers):
    """Add a product to the order."""
    if not is_open(life):
        return False
    line = order_factory.PLAIN_LINE | {
        "kind": numbers.choose(("goods", "service")),
        "policy": numbers.choose(world.POLICIES),
        "quantity": 1,
        "price": numbers.choose(order_factory.PRICES),
    }
    life.books.end_documents(life.ledger)
    values = order_factory.prepare_line(life.env, life.order.company_id, line)
    life.order.order_line = [Command.create(values)]
    return True


def remove_item(life, numbers):
    """Delete a line; Odoo refuses that once the order is confirmed."""
    line = choose_line(life, numbers)
    if not line or len(get_lines(life.order)) < 2:
        return False
    line.unlink()
    return True


def add_real_postage(life, numbers):
    """Add the carrier's real price, known after the order."""
    if not is_open(life):
        return False
    life.books.end_documents(life.ledger)
    order_factory.add_service(life.order, "Postage", numbers.choose((5.9, 1.0)))
    return True


def deliver_service(life, numbers):
    """Deliver a service, which has no transfer."""
    lines = get_lines(life.order).filtered(
        lambda line: (
            line.qty_delivered_method == "manual"
            and line.qty_delivered < line.product_uom_qty
        )
    )
    if life.order.state != "sale" or not lines:
        return False
    line = numbers.choose(lines)
    line.qty_delivered = line.product_uom_qty
    return True


def choose_line(life, numbers):
    """Return a sold line, or None if the order can't be changed."""
    lines = get_lines(life.order).filtered(lambda line: line.price_unit > 0)
    return numbers.choose(lines) if is_open(life) and lines else lines[:0]


def is_open(life):
    """Return whether the order can be changed.

    If one order of a common payment changes, nothing tells how it is shared.
    """
    order = life.order
    is_free = not order.locked and not life.books.is_shared
    return is_free and order.state in ("draft", "sent", "sale")


ACTS = {
    confirm: 8,
    order_more: 3,
    order_less: 3,
    raise_price: 2,
    lower_price: 2,
    give_discount: 1,
    redeem_voucher: 1,
    add_item: 2,
    remove_item: 1,
    add_real_postage: 1,
    deliver_service: 4,
}
