"""Promises on stored values, failures and notifications."""

from collections import Counter

from ..entries import CENT

# === RECORDS === #


def stored_is_recomputed(moment):
    if moment.after.recomputed:
        yield "; ".join(f"{k}: {v}" for k, v in moment.after.recomputed.items())


def nothing_fails_but_with_messages(moment):
    if moment.exception:
        yield moment.exception


def no_failure_is_swallowed(moment):
    new = [it for it in moment.after.faults if it not in moment.before.faults]
    if new or moment.logged:
        yield "; ".join([*new, *moment.logged])[:400]


def next_action_says_something(moment):
    after = moment.after
    if not after.next_action or not after.next_action_text:
        yield f"next action: {after.next_action!r}, {after.next_action_text!r}"
    if (after.next_action == "done") != (after.stage == "done"):
        yield f"{after.stage}, next action: {after.next_action}"


# === MAILS === #


def no_mail_comes_twice(moment):
    counts = Counter((mail.kind, mail.about) for mail in moment.after.mails)
    most = {
        # Customers notified of a cancellation are notified if the order is reopened.
        "confirmation": moment.after.confirmations + moment.after.cancellations + 1,
        "cancellation": max(moment.after.cancellations, 1),
        "payment_expired": max(moment.after.cancellations, 1),
        "payment_reminder": 2,  # before the deadline and after it
        "exchange_payment": 3,  # once for each amount, as parts of a return arrive
    }
    for (kind, about), times in counts.items():
        if times > most.get(kind, 1):
            yield f"{times} times {kind} about {about or 'the order'}"


def no_mail_asks_for_money_that_is_there(moment):
    known = {mail.number for mail in moment.before.mails}
    ledger = moment.after.ledger
    held = ledger.money.left + ledger.money.authorized
    price = max(ledger.agreed, ledger.to_bill[1])
    is_there = ledger.agreed and held >= price
    for mail in moment.after.mails:
        if mail.number in known or not is_there:
            continue
        if mail.kind in ("payment_pending", "order_accepted", "payment_reminder"):
            yield f"{mail.kind} asks for money, but {held} is there"
        if mail.kind == "invoice" and mail.asks_for > CENT:
            yield f"the invoice asks for {mail.asks_for}, but {held} is there"


PROMISES = (
    stored_is_recomputed,
    nothing_fails_but_with_messages,
    no_failure_is_swallowed,
    next_action_says_something,
    no_mail_comes_twice,
    no_mail_asks_for_money_that_is_there,
)
