"""What the shop promises of each order: looked at after each act.

Each promise is a function of the moment. It returns in which way it is broken, or
nothing.
"""

from collections import Counter
from dataclasses import dataclass, field

from .ledger import CENT
from .snapshot import Snapshot

PAID = ("paid", "overpaid", "partially_refunded", "refunded")
OPEN_PAYMENT = ("unpaid", "pending", "authorized", "partially_paid", "failed")
BEFORE_CONFIRMATION = ("cart", "awaiting_payment", "to_confirm")
AFTER_CONFIRMATION = ("to_ship", "shipped", "done")
ALL_DELIVERED = ("nothing", "delivered")
LEFT = ("shipped", "delivered")


@dataclass
class Moment:
    """An act, and how the order stood before, after it and after the automations."""

    act: str
    before: Snapshot
    acted: Snapshot
    after: Snapshot
    logged: list = field(default_factory=list)  # errors in the log
    exception: str = ""


# === DONE === #


def done_means_that_nobody_owes_anything(moment):
    ledger = moment.after.ledger
    if moment.after.stage == "done" and ledger.debts:
        return f"done, but {'; '.join(ledger.debts)}"


def what_is_settled_is_done(moment):
    after = moment.after
    is_over = after.ledger.state == "sale" and after.fulfillment in ALL_DELIVERED
    is_clear = after.ledger.needs_document is not None or after.ledger.posted
    if is_over and is_clear and not after.ledger.debts and after.stage != "done":
        return f"nobody owes anything, but it is {after.stage}: {after.next_action}"


def what_is_owed_has_a_next_action(moment):
    after = moment.after
    if after.ledger.state not in ("sale", "cancel") or not after.ledger.shop_owes:
        return None
    if after.next_action in ("", "done", "cancelled"):
        return f"the shop owes {after.ledger.shop_owes}, next: {after.next_action!r}"


def next_action_is_possible(moment):
    """What is asked for is what closes something that is open."""
    after = moment.after
    ledger = after.ledger
    is_due = {
        "invoice": ledger.to_bill[1] > ledger.billed or not ledger.posted,
        "collect": ledger.customer_owes,
        "return_money": ledger.shop_owes,
        "return_cancelled_money": ledger.shop_owes,
        "credit": ledger.overbilled or ledger.shop_owes,
        "capture": ledger.money.authorized,
        "void": ledger.money.authorized,
        "ship": ledger.leaving,
        "post_draft": ledger.drafts,
        "wait_for_return": ledger.coming,
    }
    if not is_due.get(after.next_action, True):
        debts = "; ".join(ledger.debts) or "nothing"
        return f"next: {after.next_action}, but what is owed is {debts}"


# === STAGE === #


def stage_follows_the_order(moment):
    after = moment.after
    stages = {
        "draft": BEFORE_CONFIRMATION,
        "sale": AFTER_CONFIRMATION,
        "cancel": ("cancelled",),
    }[after.ledger.state]
    # Services wait for the money, too.
    if after.ledger.customer_owes and not after.ledger.leaving:
        stages = (*stages, "awaiting_payment")
    if after.stage not in stages:
        return f"the order is {after.ledger.state}, the stage {after.stage}"


def goods_that_are_to_leave_are_to_ship(moment):
    after = moment.after
    if after.ledger.state != "sale" or not after.ledger.leaving:
        return None
    if after.stage != "to_ship":
        return f"{after.ledger.leaving} are to leave, the stage is {after.stage}"


def paid_orders_are_confirmed(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "draft" and 0 < ledger.agreed <= ledger.money.left:
        if not after.questions:
            return f"{ledger.money.left} of {ledger.agreed} is paid: {after.stage}"


def nothing_is_confirmed_by_itself_before_it_is_paid(moment):
    before, after = moment.acted.ledger, moment.after.ledger
    money = before.money.left + before.money.authorized
    if before.state == "draft" and after.state == "sale" and money < before.agreed:
        return f"confirmed with {money} of {before.agreed}"


# === MONEY === #


def received_is_what_the_customer_paid(moment):
    money = moment.after.ledger.money
    if moment.after.received != money.received:
        return f"received {moment.after.received}, paid was {money.received}"


def refunded_is_what_the_customer_got_back(moment):
    money = moment.after.ledger.money
    if moment.after.refunded != money.refunded:
        return f"refunded {moment.after.refunded}, sent back was {money.refunded}"


def who_owes_has_not_paid(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel" or not ledger.customer_owes:
        return None
    # All that came went back: both is true then.
    if after.payment == "refunded" and not ledger.money.left:
        return None
    if after.payment in PAID:
        return f"{ledger.customer_owes} is owed, but it is {after.payment}"


def who_paid_has_paid(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel" or not ledger.money.received or ledger.customer_owes:
        return None
    if after.payment not in PAID:
        return f"nothing is owed, but it is {after.payment}"


def overpaid_is_more_than_agreed(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel":
        return None
    surplus = ledger.money.left - ledger.agreed
    if surplus > ledger.tolerance and after.payment == "paid":
        return f"{surplus} more than agreed is there, but it is paid"
    if after.payment == "overpaid" and not ledger.shop_owes:
        return "overpaid, but the shop owes nothing"


def refunded_means_that_money_went_back(moment):
    after = moment.after
    money = after.ledger.money
    is_refunded = money.refunded and money.refunded >= money.received
    if after.payment == "refunded" and not is_refunded:
        return f"refunded, but {money.left} is left"
    if after.payment == "partially_refunded" and (is_refunded or not money.refunded):
        return f"partially refunded: {money.refunded} of {money.received}"


def blocked_money_is_seen(moment):
    after = moment.after
    money = after.ledger.money
    nothing_came = not money.received and not money.refunded
    if after.ledger.state == "cancel" or not nothing_came:
        return None
    if after.payment == "authorized" and not money.authorized:
        return "authorized, but nothing is blocked"
    if 0 < after.ledger.agreed <= money.authorized and after.payment != "authorized":
        return f"{money.authorized} is blocked, but it is {after.payment}"
    if after.payment == "pending" and not money.pending:
        return "pending, but nothing is on its way"


# === GOODS === #


def fulfillment_follows_the_goods(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale":
        return None
    if after.fulfillment in LEFT and (ledger.leaving or not ledger.delivered):
        return f"{after.fulfillment}: {ledger.delivered} left, {ledger.leaving} open"
    if ledger.leaving and after.fulfillment == "nothing":
        return f"nothing to ship, but {ledger.leaving} are to leave"
    if not ledger.leaving and ledger.delivered and after.fulfillment not in LEFT:
        return f"all that leaves has left, but it is {after.fulfillment}"
    if ledger.leaving and ledger.delivered and after.fulfillment == "to_ship":
        return f"to ship, but {ledger.delivered} have left"


def return_follows_the_goods(moment):
    after = moment.after
    ledger = after.ledger
    anything = ledger.coming or any(
        line.returned or line.returned_for_nothing for line in ledger.lines
    )
    if anything and after.returns == "none":
        return "goods come back, but there is no return"
    if not anything and after.returns != "none":
        return f"nothing comes back, but the return is {after.returns}"
    if ledger.coming and after.returns == "settled":
        return "settled, but goods are to come back"


def return_is_settled_when_nobody_owes(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale" or not ledger.returned or ledger.coming:
        return None
    owes = ledger.shop_owes or ledger.overbilled
    if owes and after.returns == "settled":
        return f"settled, but {'; '.join(ledger.debts)}"
    if not ledger.debts and after.returns != "settled":
        return f"nobody owes anything, but the return is {after.returns}"


# === DOCUMENTS === #


def nothing_is_invoiced_by_itself_beyond_what_is_kept(moment):
    before, after = moment.acted.ledger, moment.after.ledger
    new = after.invoiced - before.invoiced
    if new > 0 and after.overbilled:
        return f"{new} was invoiced, {after.overbilled} more than is kept"


def nothing_is_credited_by_itself_that_was_not_invoiced(moment):
    before, after = moment.acted.ledger, moment.after.ledger
    if after.credited > before.credited and after.billed < 0:
        return f"a credit note over {after.credited}, invoiced was {after.invoiced}"


def requested_invoices_cover_what_is_kept(moment):
    """An invoice that a button or an automation of the addon makes is right."""
    if moment.act not in ("request_invoice", "invoice_in_bulk"):
        return None
    before, after = moment.before.ledger, moment.after.ledger
    if after.invoiced > before.invoiced and after.overbilled:
        return f"{after.overbilled} too much is invoiced"
    if after.credited > before.credited and after.billed < 0:
        return f"a credit note over {after.credited}, invoiced was {after.invoiced}"


def own_payments_settle_own_invoices(moment):
    ledger = moment.after.ledger
    invoices = sum(it.residual for it in ledger.posted if it.residual > 0)
    missing = max(ledger.billed - ledger.money.left, 0) + ledger.tolerance
    is_quiet = not moment.after.questions and not ledger.money.written_off
    if is_quiet and invoices > missing:
        return f"{invoices} is open of invoices, {ledger.money.left} is paid"


def rules_are_followed(moment):
    """Who paid and got everything has the invoice that the rule promises."""
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale" or after.questions or not ledger.needs_document:
        return None
    is_over = not ledger.leaving and not ledger.customer_owes and not ledger.shop_owes
    if is_over and ledger.lines and not ledger.drafts and not ledger.documents:
        if after.next_action in ("", "done") and ledger.to_bill[0] > 0:
            return f"{ledger.to_bill[0]} is to be invoiced, next: {after.next_action}"


# === RECORDS === #


def stored_is_recomputed(moment):
    if moment.after.recomputed:
        return "; ".join(f"{k}: {v}" for k, v in moment.after.recomputed.items())


def nothing_fails_but_with_messages(moment):
    if moment.exception:
        return moment.exception


def no_failure_is_swallowed(moment):
    new = [it for it in moment.after.faults if it not in moment.before.faults]
    if new or moment.logged:
        return "; ".join([*new, *moment.logged])[:400]


def next_action_says_something(moment):
    after = moment.after
    if not after.next_action or not after.next_action_text:
        return f"next action: {after.next_action!r}, {after.next_action_text!r}"
    if (after.next_action == "done") != (after.stage == "done"):
        return f"{after.stage}, next action: {after.next_action}"


# === MAILS === #


def no_mail_comes_twice(moment):
    counts = Counter((mail.kind, mail.about) for mail in moment.after.mails)
    most = {
        "confirmation": moment.after.confirmations + 1,
        "cancellation": max(moment.after.cancellations, 1),
    }
    for (kind, about), times in counts.items():
        if times > most.get(kind, 1):
            return f"{times} times {kind} about {about or 'the order'}"


def no_mail_asks_for_money_that_is_there(moment):
    known = {mail.number for mail in moment.before.mails}
    ledger = moment.after.ledger
    held = ledger.money.left + ledger.money.authorized
    is_there = ledger.agreed and held >= ledger.agreed
    for mail in moment.after.mails:
        if mail.number in known or not is_there:
            continue
        if mail.kind == "payment_pending":
            return f"payment pending, but {held} is there"
        if mail.kind == "invoice" and mail.asks_for > CENT:
            return f"the invoice asks for {mail.asks_for}, but {held} is there"


PROMISES = (
    nothing_fails_but_with_messages,
    no_failure_is_swallowed,
    done_means_that_nobody_owes_anything,
    what_is_settled_is_done,
    what_is_owed_has_a_next_action,
    next_action_is_possible,
    stage_follows_the_order,
    goods_that_are_to_leave_are_to_ship,
    paid_orders_are_confirmed,
    nothing_is_confirmed_by_itself_before_it_is_paid,
    received_is_what_the_customer_paid,
    refunded_is_what_the_customer_got_back,
    who_owes_has_not_paid,
    who_paid_has_paid,
    overpaid_is_more_than_agreed,
    refunded_means_that_money_went_back,
    blocked_money_is_seen,
    fulfillment_follows_the_goods,
    return_follows_the_goods,
    return_is_settled_when_nobody_owes,
    nothing_is_invoiced_by_itself_beyond_what_is_kept,
    nothing_is_credited_by_itself_that_was_not_invoiced,
    requested_invoices_cover_what_is_kept,
    own_payments_settle_own_invoices,
    rules_are_followed,
    stored_is_recomputed,
    next_action_says_something,
    no_mail_comes_twice,
    no_mail_asks_for_money_that_is_there,
)


def look(moment):
    """Return how which promises are broken, by name."""
    broken = ((promise.__name__, promise(moment)) for promise in PROMISES)
    return {name: how for name, how in broken if how}
