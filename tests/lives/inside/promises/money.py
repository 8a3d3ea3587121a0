"""Promises on paid and owed amounts."""

# Actions that refund or release money.
RELEASE = ("return_money", "return_cancelled_money", "void", "credit")
PAID = ("paid", "overpaid", "partially_refunded", "refunded")


def received_is_what_the_customer_paid(moment):
    ledger = moment.after.ledger
    money = ledger.money
    if abs(moment.after.received - money.received) > ledger.conversion_tolerance:
        yield f"received {moment.after.received}, paid was {money.received}"


def refunded_is_what_the_customer_got_back(moment):
    ledger = moment.after.ledger
    money = ledger.money
    if abs(moment.after.refunded - money.refunded) > ledger.conversion_tolerance:
        yield f"refunded {moment.after.refunded}, sent back was {money.refunded}"


def who_owes_has_not_paid(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel" or not ledger.customer_owes:
        return
    # Everything was refunded: both are true then.
    if after.payment == "refunded" and ledger.money.left <= 0:
        return
    if after.payment in PAID:
        yield f"{ledger.customer_owes} is owed, but it is {after.payment}"


def who_paid_has_paid(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel" or not ledger.money.received or ledger.customer_may_owe:
        return
    # Everything was refunded, and the customer tries again.
    if after.payment in ("authorized", "pending") and ledger.money.left <= 0:
        return
    if after.payment not in PAID:
        yield f"nothing is owed, but it is {after.payment}"


def overpaid_is_more_than_agreed(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state == "cancel":
        return
    surplus = ledger.money.left - ledger.highest_price
    if surplus > ledger.tolerance and after.payment == "paid":
        yield f"{surplus} more than agreed is there, but it is paid"
    is_clear = not ledger.shop_may_owe and ledger.money.left <= ledger.agreed
    if after.payment == "overpaid" and is_clear:
        yield "overpaid, but the shop owes nothing"


def refunded_means_that_money_went_back(moment):
    after = moment.after
    money = after.ledger.money
    is_refunded = money.refunded and money.refunded >= money.received
    if after.payment == "refunded" and not is_refunded:
        yield f"refunded, but {money.left} is left"
    if after.payment == "partially_refunded" and (is_refunded or not money.refunded):
        yield f"partially refunded: {money.refunded} of {money.received}"


def blocked_money_is_seen(moment):
    after = moment.after
    money = after.ledger.money
    nothing_came = not money.received and not money.refunded
    if after.ledger.state == "cancel" or not nothing_came:
        return
    if after.payment == "authorized" and not money.authorized:
        yield "authorized, but nothing is blocked"
    if 0 < after.ledger.agreed <= money.authorized and after.payment != "authorized":
        yield f"{money.authorized} is blocked, but it is {after.payment}"
    if after.payment == "pending" and not money.pending:
        yield "pending, but nothing is on its way"


def too_much_money_is_asked_about(moment):
    """Amounts paid and authorized beyond the order are left to staff's decision."""
    after = moment.after
    money = after.ledger.money
    surplus = money.left + money.authorized - after.ledger.highest_price
    if after.ledger.state != "sale" or surplus <= after.ledger.tolerance:
        return
    if not after.questions and after.next_action not in RELEASE:
        yield f"{surplus} too much is paid or blocked, next: {after.next_action}"


def unpaid_goods_wait(moment):
    """Orders not confirmed by hand are only shipped if paid."""
    after = moment.after
    ledger = after.ledger
    is_by_itself = not after.confirmations and ledger.state == "sale"
    is_unpaid = (
        ledger.customer_owes and ledger.money.left + ledger.money.authorized <= 0
    )
    if not is_by_itself or not is_unpaid or not ledger.leaving or after.questions:
        return
    is_said = "is not paid" in after.next_action_text
    if after.next_action in ("ship", "transfer") and not is_said:
        yield f"nothing of {ledger.agreed} is there, next: {after.next_action}"


PROMISES = (
    too_much_money_is_asked_about,
    unpaid_goods_wait,
    received_is_what_the_customer_paid,
    refunded_is_what_the_customer_got_back,
    who_owes_has_not_paid,
    who_paid_has_paid,
    overpaid_is_more_than_agreed,
    refunded_means_that_money_went_back,
    blocked_money_is_seen,
)
