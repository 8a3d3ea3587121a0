"""Acts with money by customers, payment providers and staff.

Each act returns whether it was possible.
"""

from odoo.fields import Command

from . import order_factory, world
from .entries import to_cents
from .reading import find_transactions, get_held

# More payments aren't realistic for one order.
MOST_TRANSACTIONS = 6


# === THE CUSTOMER PAYS === #


def pay(life, numbers):
    """Pay the whole order by card."""
    return is_unpaid(life) and pay_amount(life, life.order.amount_total)


def pay_again(life, numbers):
    """Pay the whole order although it is already paid or authorized."""
    return not is_unpaid(life) and pay_amount(life, life.order.amount_total)


def pay_too_little(life, numbers):
    amount = numbers.part_of(life.order.amount_total)
    return is_unpaid(life) and pay_amount(life, amount)


def pay_too_much(life, numbers):
    total = life.order.amount_total
    return is_unpaid(life) and pay_amount(life, total + numbers.part_of(total))


def pay_the_rest(life, numbers):
    """Pay the missing part of the order's total."""
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
    """Choose wire transfer: the money is pending."""
    tx = begin(life, life.order.amount_total if is_unpaid(life) else 0)
    if not tx:
        return False
    tx._set_pending()
    tx._post_process()
    return True


def receive_transfer(life, numbers):
    """Receive the pending money."""
    tx = find(life, "pending")[:1]
    return bool(tx) and take(life, tx)


def lose_transfer(life, numbers):
    """Cancel the pending money, which never arrives."""
    tx = find(life, "pending")[:1]
    tx._set_canceled()
    return process(tx)


def fail(life, numbers):
    """Decline the card."""
    tx = begin(life, life.order.amount_total)
    if tx:
        tx._set_error("Card declined")
    return process(tx)


def authorize(life, numbers):
    """Authorize the whole amount."""
    return is_unpaid(life) and authorize_amount(life, life.order.amount_total)


def authorize_again(life, numbers):
    """Authorize the whole amount although it is already paid or authorized."""
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
    """Return whether the customer has a reason to pay."""
    money = life.ledger.money
    there = money.left + money.authorized + money.pending
    return there < to_cents(life.order.amount_total)


def begin(life, amount, **values):
    """Return a new transaction of the customer, or None if it makes no sense."""
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
    """Mark a transaction as done."""
    tx._set_done()
    life.books.receive(tx.amount)
    return process(tx)


def process(tx):
    """Let the customer return to the shop, which posts the payment."""
    tx._post_process()
    return bool(tx)


def find(life, state):
    transactions = find_transactions(life.order, life.books)
    return transactions.filtered(lambda tx: tx.state == state)


# === WHAT WAS BLOCKED === #


def lapse(life, numbers):
    """Let an authorization expire that wasn't captured in time."""
    tx = find(life, "authorized")[:1]
    if tx.child_transaction_ids:
        return False
    tx._set_canceled()
    return process(tx)


def capture(life, numbers):
    """Capture the whole authorized amount."""
    tx = find(life, "authorized")[:1]
    return bool(tx) and capture_amount(life, tx, float(get_held(tx)))


def capture_in_part(life, numbers):
    """Capture a part of the authorized amount, and keep the rest authorized."""
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
    """Void the authorized amount."""
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
    """Refund a whole payment through the provider."""
    tx = find_refundable(life)[:1]
    return bool(tx) and refund_amount(life, tx, get_refundable(tx))


def refund_in_part(life, numbers):
    """Refund a part of a payment, for any reason."""
    tx = find_refundable(life)[:1]
    return bool(tx) and refund_amount(life, tx, numbers.part_of(get_refundable(tx)))


def refund_what_is_owed(life, numbers):
    """Refund the amount owed to the customer."""
    owed = float(life.ledger.shop_owes)
    transactions = find_refundable(life).filtered(lambda tx: get_refundable(tx) >= owed)
    return bool(owed and transactions) and refund_amount(life, transactions[0], owed)


def refund_amount(life, tx, amount):
    life.books.refund(amount, life.ledger.shop_owes)
    tx.action_refund(amount_to_refund=amount)
    part = tx.child_transaction_ids.sorted("id")[-1:]
    return process(part)


def charge_back(life, numbers):
    """Charge a whole payment back, as the customer's bank does."""
    tx = find_refundable(life)[:1]
    if not tx:
        return False
    amount = get_refundable(tx)
    life.books.refund(amount, life.ledger.shop_owes)
    part = tx._create_child_transaction(amount, is_refund=True)
    part._set_done()
    return process(part)


def find_refundable(life):
    """Return the payments that were captured and not yet refunded."""
    roots = find_transactions(life.order, life.books)
    parts = roots.child_transaction_ids
    return (roots + parts).filtered(
        lambda tx: (
            tx.state == "done"
            and tx.amount > 0
            # Money on the bank account is refunded from there.
            and tx.provider_code != "custom"
            and get_refundable(tx) > 0
            # Nothing tells which order a refund of a common payment belongs to.
            and len(tx.sale_order_ids) < 2
        )
    )


def get_refundable(tx):
    """Return the refundable amount of a payment; partial captures have their own."""
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
