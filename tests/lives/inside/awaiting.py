"""Acts of orders that wait for their money: transfers, payments, deadlines."""

from dateutil.relativedelta import relativedelta

from odoo import fields

from . import world
from .entries import to_cents
from .payments import MOST_TRANSACTIONS, begin, find, is_unpaid, process

POLICIES = ("reserve", "confirm", "odoo")


def choose_transfer(life, numbers):
    """Choose wire transfer, with the shop's current policy."""
    order = life.order
    if order.state not in ("draft", "sent") or not is_unpaid(life):
        return False
    provider = world.find_transfer_provider(life.env, order.company_id)
    provider.waiting_policy = numbers.choose(POLICIES)
    tx = begin(
        life,
        order.amount_total - float(life.books.left),
        provider_id=provider.id,
        payment_method_id=world.find_method(provider).id,
        operation="offline",
    )
    if tx:
        tx._set_pending()
    return process(tx)


def register_transfer(life, numbers):
    """Register the whole amount from the bank's statement, as staff does."""
    return register(life, get_missing(life))


def register_part_of_transfer(life, numbers):
    return register(life, numbers.part_of(get_missing(life)))


def register_more_than_transfer(life, numbers):
    missing = get_missing(life)
    return missing > 0 and register(life, missing + numbers.part_of(missing))


def get_missing(life):
    return life.env["ecommerce.offline.payment"]._get_missing(life.order)


def register(life, amount):
    """Register the money of an announced transfer."""
    is_full = len(life.books.transactions) >= MOST_TRANSACTIONS
    amount = round(amount, 2)
    if is_full or amount <= 0 or not find_transfers(life):
        return False
    journal = world.find_bank(life.env, life.order.company_id)
    payments = life.env["ecommerce.offline.payment"]
    tx = payments._book(life.order, amount, fields.Date.today(), journal)
    if tx.id not in life.books.transactions:
        life.books.transactions.append(tx.id)
    life.books.receive(amount)
    return True


def find_transfers(life):
    return find(life, "pending").filtered(lambda tx: tx.provider_code == "custom")


# === THE BANK === #


def transfer_arrives(life, numbers):
    """Book the missing amount on the bank account, with the order's number."""
    missing = get_missing(life)
    order = life.order
    is_foreign = order.currency_id != order.company_id.currency_id
    is_ended = order.state == "cancel" or order.flow_stage == "done"
    if missing <= 0 or not find_transfers(life) or is_foreign or is_ended:
        return False
    add_bank_line(life, missing)
    life.books.receive(missing)
    return True


def other_amount_arrives(life, numbers):
    """Book another amount on the bank account: staff has to decide."""
    missing = get_missing(life)
    is_foreign = life.order.currency_id != life.order.company_id.currency_id
    if missing <= 0 or not find_transfers(life) or is_foreign:
        return False
    add_bank_line(life, missing + numbers.part_of(missing))
    return True


def accept_proposal(life, numbers):
    """Accept a different amount for the order, as staff does."""
    match = find_matches(life, "proposed")[:1]
    if not match or match.reason == "returned":
        return False
    amount = sum(match.share_ids.mapped("amount"))
    match.action_accept()
    life.books.receive(amount)
    return True


def find_open_lines(life):
    """Return the ids of the bank lines that need staff's decision."""
    return find_matches(life, "proposed").line_id.ids


def note_what_fits_by_now(life, line_ids):
    """Record the money of such lines that was booked because the order changed."""
    for match in find_matches(life, "matched"):
        if match.line_id.id in line_ids:
            life.books.receive(sum(match.share_ids.mapped("amount")))


def bank_takes_it_back(life, numbers):
    """Reverse a booking by the bank, and accept the reversal as staff."""
    booked = find_matches(life, "matched").filtered("line_id")[:1]
    if not booked or len(booked.share_ids) != 1:
        return False
    add_bank_line(life, -booked.amount, "Rückbuchung")
    life.env["ecommerce.automation"]._cron_run("match_bank_line")
    match = find_matches(life, "proposed").filtered(lambda it: it.reason == "returned")
    if not match:
        return False
    match[:1].action_return()
    life.books.money.received -= to_cents(booked.amount)
    return True


def add_bank_line(life, amount, text="Bestellung"):
    journal = world.find_bank(life.env, life.order.company_id)
    return life.env["account.bank.statement.line"].create(
        {
            "journal_id": journal.id,
            "date": fields.Date.today(),
            "payment_ref": f"{text} {life.order.name}",
            "amount": amount,
        }
    )


def find_matches(life, state):
    return life.order.payment_share_ids.match_id.filtered(lambda it: it.state == state)


# === THE DEADLINE === #


def let_the_deadline_pass(life, numbers):
    """Let the deadline and the grace time expire without a payment."""
    order = life.order
    if not order.payment_due_at or order.payment_due_at < fields.Datetime.now():
        return False
    provider = world.find_transfer_provider(life.env, order.company_id)
    provider.write({"cancel_unpaid": True, "grace_days": 0})
    order.payment_due_at = fields.Datetime.now() - relativedelta(minutes=1)
    return True


def give_more_time(life, numbers):
    """Extend the deadline, as staff does."""
    order = life.order
    if not order.payment_due_at or order.state == "cancel":
        return False
    order.payment_due_at = fields.Datetime.now() + relativedelta(days=14)
    return True


ACTS = {
    choose_transfer: 8,
    register_transfer: 5,
    register_part_of_transfer: 2,
    transfer_arrives: 5,
    other_amount_arrives: 2,
    accept_proposal: 4,
    bank_takes_it_back: 1,
    register_more_than_transfer: 1,
    let_the_deadline_pass: 2,
    give_more_time: 1,
}
