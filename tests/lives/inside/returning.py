"""Acts on returns: customers who use the online form, and staff's handling."""


def ask_return(life, numbers):
    """Request a return by the form; it is approved at once."""
    offers = find_offers(life)
    if not offers:
        return False
    offer = numbers.choose(offers)
    return ask(life, offer, numbers.count(offer.quantity))


def find_offers(life):
    return [
        offer
        for offer in life.env["ecommerce.return.offer"]._get(life.order)
        if not offer.refusal and not offer.is_late and offer.quantity >= 1
    ]


def ask(life, offer, quantity, wish=""):
    """Send the form with the amount of its preview."""
    request = life.env["ecommerce.return.request"]
    form = {
        f"quantity_{offer.line.id}": f"{int(quantity)}",
        f"wish_{offer.line.id}": wish,
    }
    answers = request._read(life.order, form)
    estimate = request._estimate(life.order, answers)
    form["amount"] = request._write_amount(estimate.balance)
    return bool(request._submit(life.order, form))


def give_return_up(life, numbers):
    """Cancel a return of which nothing has arrived."""
    case = life.order.return_ids.filtered(lambda it: it.state == "approved")[:1]
    case.action_cancel()
    return bool(case)


def refund_return(life, numbers):
    """Refund the received items of a return.

    Nothing tells which order a refund of a common payment belongs to.
    """
    case = life.order.return_ids.filtered(
        lambda it: it.is_refund_due and not it.is_exchange_due
    )[:1]
    if life.books.is_shared or not case:
        return False
    refund = case._settle()
    sent = refund.payment_ids.filtered(lambda payment: payment.state == "queued")
    life.books.refund(sum(sent.mapped("amount")), life.read_ledger().shop_owes)
    return bool(refund)


ACTS = {
    ask_return: 4,
    give_return_up: 1,
    refund_return: 4,
}
