"""Promises on the order's stage and its next action."""

BEFORE_CONFIRMATION = ("cart", "awaiting_payment", "to_confirm")
AFTER_CONFIRMATION = ("to_ship", "shipped", "done")
ALL_DELIVERED = ("nothing", "delivered")


# === DONE === #


def done_means_that_nobody_owes_anything(moment):
    ledger = moment.after.ledger
    if moment.after.stage == "done" and ledger.debts:
        yield f"done, but {'; '.join(ledger.debts)}"


def what_is_settled_is_done(moment):
    """Orders are done, unless somebody has to decide about a refund that failed."""
    after = moment.after
    if after.is_refund_undecided:
        return
    is_over = after.ledger.state == "sale" and after.fulfillment in ALL_DELIVERED
    is_clear = after.ledger.needs_document is not None or after.ledger.posted
    if is_over and is_clear and after.ledger.is_settled and after.stage != "done":
        yield f"nobody owes anything, but it is {after.stage}: {after.next_action}"


def what_is_owed_has_a_next_action(moment):
    after = moment.after
    ledger = after.ledger
    is_owed = ledger.shop_owes or ledger.overbilled
    if ledger.state not in ("sale", "cancel") or not is_owed:
        return
    if after.next_action in ("", "done", "cancelled"):
        yield f"{'; '.join(ledger.debts)}, next: {after.next_action!r}"


def next_action_is_possible(moment):
    """The next action settles something that is open."""
    after = moment.after
    ledger = after.ledger
    is_due = {
        "invoice": ledger.to_bill[1] > ledger.billed or not ledger.posted,
        "collect": ledger.customer_may_owe,
        "return_money": ledger.shop_may_owe or ledger.open_credit,
        "return_cancelled_money": ledger.shop_may_owe or ledger.open_credit,
        # Returned items are to be credited even if others aren't invoiced yet.
        "credit": (
            ledger.overbilled
            or ledger.shop_may_owe
            or ledger.open_credit
            or (ledger.returned and not ledger.credited)
        ),
        "capture": ledger.money.authorized,
        "void": ledger.money.authorized,
        "ship": ledger.leaving,
        "post_draft": ledger.drafts,
        "wait_for_return": ledger.coming,
    }
    if not is_due.get(after.next_action, True):
        debts = "; ".join(ledger.debts) or "nothing"
        yield f"next: {after.next_action}, but what is owed is {debts}"


# === STAGE === #


def stage_follows_the_order(moment):
    after = moment.after
    stages = {
        "draft": BEFORE_CONFIRMATION,
        "sale": AFTER_CONFIRMATION,
        "cancel": ("cancelled",),
    }[after.ledger.state]
    # Services wait for the money, too.
    if after.ledger.customer_may_owe and not after.ledger.leaving:
        stages = (*stages, "awaiting_payment")
    if after.stage not in stages:
        yield f"the order is {after.ledger.state}, the stage {after.stage}"


def goods_that_are_to_leave_are_to_ship(moment):
    after = moment.after
    if after.ledger.state != "sale" or not after.ledger.leaving:
        return
    if after.stage != "to_ship":
        yield f"{after.ledger.leaving} are to leave, the stage is {after.stage}"


def paid_orders_are_confirmed(moment):
    after = moment.after
    ledger = after.ledger
    there = ledger.money.left + ledger.money.authorized
    is_paid = 0 < ledger.agreed <= there
    if ledger.state == "draft" and is_paid and not after.questions:
        yield f"{there} of {ledger.agreed} is paid or blocked: {after.stage}"


def nothing_is_confirmed_by_itself_before_it_is_paid(moment):
    before, after = moment.before, moment.after
    money = after.ledger.money.left + after.ledger.money.authorized
    is_by_itself = after.confirmations == before.confirmations
    was_confirmed = before.ledger.state == "draft" and after.ledger.state == "sale"
    if after.ledger.is_delivered_when_paid:
        money += after.ledger.money.pending
    if is_by_itself and was_confirmed and money < after.ledger.to_confirm:
        yield f"confirmed with {money} of {after.ledger.to_confirm}"


def only_unpaid_orders_expire(moment):
    """Automatic cancellations only concern orders without payments and shipments."""
    acted, after = moment.acted, moment.after.ledger
    if acted.state == "cancel" or after.state != "cancel":
        return
    moved = acted.money.left + acted.money.authorized + acted.delivered
    if moved:
        yield f"cancelled by itself with {'; '.join(acted.debts) or 'no debts'}"


PROMISES = (
    only_unpaid_orders_expire,
    done_means_that_nobody_owes_anything,
    what_is_settled_is_done,
    what_is_owed_has_a_next_action,
    next_action_is_possible,
    stage_follows_the_order,
    goods_that_are_to_leave_are_to_ship,
    paid_orders_are_confirmed,
    nothing_is_confirmed_by_itself_before_it_is_paid,
)
