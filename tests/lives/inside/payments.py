"""Acts with money: what customers and their payment providers do, and what staff does.

Each act returns whether it was possible.
"""

from odoo.fields import Command

from . import order_factory, world
from .entries import to_cents
from .reading import find_transactions, get_held

# More payments than this are no life of an order anymore.
MOST_TRANSACTIONS = 6


# === THE CUSTOMER PAYS === #


def pay(life, numbers):
    """Pay the whole order by card."""
    return is_unpaid(life) and pay_amount(life, life.order.amount_total)


def pay_again(life, numbers):
    """Pay the whole order although the money is there, or blocked."""
    return not is_unpaid(life) and pay_amount(life, life.order.amount_total)


def pay_too_little(life, numbers):
    amount = numbers.part_of(life.order.amount_total)
    return is_unpaid(life) and pay_amount(life, amount)


def pay_too_much(life, numbers):
    total = life.order.amount_total
    return is_unpaid(life) and pay_amount(life, total + numbers.part_of(total))


def pay_the_rest(life, numbers):
    """Pay what is missing of the order's total."""
    return pay_amount(life, life.order.amount_total - float(life.books.left))


def pay_with_another_order(life, numbers):
    """Pay two orders at once."""
    if not is_unpaid(life) or life.books.left:
        return False
    other = order_factory.copy_order(life.order)
    amount = life.order.amount_total
    orders = life.order + other
    tx = begin(life, amount + other.amount_total, sale_order_ids=world.link(orders))
    tx._set_done()
    life.books.receive(amount)
    life.books.is_shared = True
    return process(tx)


def pay_amount(life, amount):
    tx = begin(life, amount)
    return bool(tx) and take(life, tx)


def promise_transfer(life, numbers):
    """Choose wire transfer: the money is on its way."""
    tx = begin(life, life.order.amount_total if is_unpaid(life) else 0)
    if not tx:
        return False
    tx._set_pending()
    tx._post_process()
    return True


def receive_transfer(life, numbers):
    """The money that was on its way is there."""
    tx = find(life, "pending")[:1]
    return bool(tx) and take(life, tx)


def lose_transfer(life, numbers):
    """The money that was on its way never comes."""
    tx = find(life, "pending")[:1]
    tx._set_canceled()
    return process(tx)


def fail(life, numbers):
    """The bank declines the card."""
    tx = begin(life, life.order.amount_total)
    if tx:
        tx._set_error("Card declined")
    return process(tx)


def authorize(life, numbers):
    """Have the whole amount blocked."""
    return is_unpaid(life) and authorize_amount(life, life.order.amount_total)


def authorize_again(life, numbers):
    """Have the whole amount blocked although the money is there, or blocked."""
    return not is_unpaid(life) and authorize_amount(life, life.order.amount_total)


def authorize_too_little(life, numbers):
    amount = numbers.part_of(life.order.amount_total)
    return is_unpaid(life) and authorize_amount(life, amount)


def authorize_amount(life, amount):
    tx = begin(life, amount)
    if tx:
        tx.provider_id.support_manual_capture = "partial"
        tx._set_authorized()
    return process(tx)


def is_unpaid(life):
    """Tell whether the customer has a reason to pay."""
    money = life.ledger.money
    there = money.left + money.authorized + money.pending
    return there < to_cents(life.order.amount_total)


def begin(life, amount, **values):
    """Return a new transaction of the customer, none if it makes no sense."""
    order = life.order
    transactions = life.env["payment.transaction"]
    if amount <= 0 or len(life.books.transactions) >= MOST_TRANSACTIONS:
        return transactions
    provider = world.find_provider(life.env, order.company_id)
    count = len(life.books.transactions)
    tx = transactions.create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.payment_method_ids[:1].id,
            "amount": round(amount, 2),
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_direct",
            "reference": f"{order.name}-{count}",
            "sale_order_ids": [Command.set(order.ids)],
            **values,
        }
    )
    life.books.transactions.append(tx.id)
    return tx


def take(life, tx):
    """Note that a transaction's money is there."""
    tx._set_done()
    life.books.receive(tx.amount)
    return process(tx)


def process(tx):
    """Let the customer come back to the shop, who has a payment booked by that."""
    tx._post_process()
    return bool(tx)


def find(life, state):
    transactions = find_transactions(life.order, life.books)
    return transactions.filtered(lambda tx: tx.state == state)


# === WHAT WAS BLOCKED === #


def lapse(life, numbers):
    """The bank releases what was blocked, because nobody captured it in time."""
    tx = find(life, "authorized")[:1]
    if tx.child_transaction_ids:
        return False
    tx._set_canceled()
    return process(tx)


def capture(life, numbers):
    """Take all that is still blocked."""
    tx = find(life, "authorized")[:1]
    return bool(tx) and capture_amount(life, tx, float(get_held(tx)))


def capture_in_part(life, numbers):
    """Take some of what is blocked, and leave the rest blocked."""
    tx = find(life, "authorized")[:1]
    held = float(get_held(tx)) if tx else 0
    return held > 1 and capture_amount(life, tx, numbers.part_of(held))


def capture_amount(life, tx, amount):
    part = tx._capture(amount)
    life.books.receive(amount)
    process(part)
    if tx.state == "done":
        process(tx)
    return True


def void(life, numbers):
    """Release what is still blocked."""
    tx = find(life, "authorized")[:1]
    if not tx:
        return False
    part = tx._void(float(get_held(tx)))
    process(part)
    if tx.state != "authorized":
        process(tx)
    return True


# === THE MONEY GOES BACK === #


def refund(life, numbers):
    """Send a whole payment back by the provider."""
    tx = find_refundable(life)[:1]
    return bool(tx) and refund_amount(life, tx, get_refundable(tx))


def refund_in_part(life, numbers):
    """Send a part of a payment back, for whatever reason."""
    tx = find_refundable(life)[:1]
    return bool(tx) and refund_amount(life, tx, numbers.part_of(get_refundable(tx)))


def refund_what_is_owed(life, numbers):
    """Send back what the customer is to get."""
    owed = float(life.ledger.shop_owes)
    transactions = find_refundable(life).filtered(lambda tx: get_refundable(tx) >= owed)
    return bool(owed and transactions) and refund_amount(life, transactions[0], owed)


def refund_amount(life, tx, amount):
    life.books.refund(amount, life.ledger.shop_owes)
    tx.action_refund(amount_to_refund=amount)
    part = tx.child_transaction_ids.sorted("id")[-1:]
    return process(part)


def charge_back(life, numbers):
    """The customer's bank takes a whole payment back."""
    tx = find_refundable(life)[:1]
    if not tx:
        return False
    amount = get_refundable(tx)
    life.books.refund(amount, life.ledger.shop_owes)
    part = tx._create_child_transaction(amount, is_refund=True)
    part._set_done()
    return process(part)


def find_refundable(life):
    """Return what was really taken, and not yet sent back."""
    roots = find_transactions(life.order, life.books)
    parts = roots.child_transaction_ids
    return (roots + parts).filtered(
        lambda tx: (
            tx.state == "done"
            and tx.amount > 0
            # What came to the bank account goes back from there.
            and tx.provider_code != "custom"
            and get_refundable(tx) > 0
            # Whose money a refund of a common payment is, nothing tells.
            and len(tx.sale_order_ids) < 2
        )
    )


def get_refundable(tx):
    """Return what is left of a payment; what was taken in parts is left to those."""
    refunds = tx.child_transaction_ids.filtered(lambda child: child.amount < 0)
    parts = tx.child_transaction_ids - refunds
    if any(part.state == "done" for part in parts):
        return 0
    done = refunds.filtered(lambda child: child.state == "done")
    return float(to_cents(tx.amount + sum(done.mapped("amount"))))


ACTS = {
    pay: 12,
    pay_again: 1,
    pay_with_another_order: 1,
    pay_too_little: 3,
    pay_too_much: 2,
    pay_the_rest: 4,
    promise_transfer: 2,
    receive_transfer: 4,
    lose_transfer: 2,
    fail: 2,
    authorize: 5,
    authorize_again: 1,
    authorize_too_little: 2,
    lapse: 2,
    capture: 6,
    capture_in_part: 3,
    void: 2,
    refund: 3,
    refund_in_part: 3,
    refund_what_is_owed: 8,
    charge_back: 2,
}
