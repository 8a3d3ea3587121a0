"""Promises on shipped and returned goods."""

LEFT = ("shipped", "delivered")


def fulfillment_follows_the_goods(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale":
        return
    if after.fulfillment in LEFT and (ledger.leaving or not ledger.delivered):
        yield f"{after.fulfillment}: {ledger.delivered} left, {ledger.leaving} open"
    if ledger.leaving and after.fulfillment == "nothing":
        yield f"nothing to ship, but {ledger.leaving} are to leave"
    if not ledger.leaving and ledger.delivered and after.fulfillment not in LEFT:
        yield f"all that leaves has left, but it is {after.fulfillment}"
    if ledger.leaving and ledger.delivered and after.fulfillment == "to_ship":
        yield f"to ship, but {ledger.delivered} have left"


def return_follows_the_goods(moment):
    after = moment.after
    ledger = after.ledger
    anything = ledger.coming or any(
        line.returned or line.returned_for_nothing for line in ledger.lines
    )
    if anything and after.returns == "none":
        yield "goods come back, but there is no return"
    if not anything and after.returns != "none":
        yield f"nothing comes back, but the return is {after.returns}"
    if ledger.coming and after.returns == "settled":
        yield "settled, but goods are to come back"


def return_is_settled_when_nobody_owes(moment):
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale" or not ledger.returned or ledger.coming:
        return
    owes = ledger.shop_owes or ledger.overbilled
    if owes and after.returns == "settled":
        yield f"settled, but {'; '.join(ledger.debts)}"
    if ledger.is_settled and after.returns != "settled":
        yield f"nobody owes anything, but the return is {after.returns}"


def goods_stay_until_they_are_paid(moment):
    """Goods accepted for delivery on payment aren't shipped before it."""
    before, acted = moment.before.ledger, moment.acted
    if before.is_held_until_paid and acted.delivered > before.delivered:
        yield f"{acted.delivered} left, {acted.money.left} of {acted.agreed} is there"


def replacements_stay_until_they_are_paid(moment):
    """Replacements aren't shipped while the customer owes the difference."""
    before, acted = moment.before.ledger, moment.acted
    is_held = before.is_exchanged and acted.customer_owes > before.money.authorized
    if is_held and acted.delivered > before.delivered:
        yield f"{acted.delivered} left, but {acted.customer_owes} is owed"


def stock_is_kept_while_the_order_waits(moment):
    after = moment.after
    if after.reserved != after.to_reserve:
        yield f"{after.reserved} are reserved, not {after.to_reserve}"


PROMISES = (
    stock_is_kept_while_the_order_waits,
    goods_stay_until_they_are_paid,
    replacements_stay_until_they_are_paid,
    fulfillment_follows_the_goods,
    return_follows_the_goods,
    return_is_settled_when_nobody_owes,
)
