"""Acts on returns: customers who use the online form, and staff's handling."""


def ask_return(life, numbers):
    """Request a return by the form; it is approved at once."""
    request = life.env["ecommerce.return.request"]
    offers = [
        offer
        for offer in life.env["ecommerce.return.offer"]._get(life.order)
        if not offer.refusal and not offer.is_late and offer.quantity >= 1
    ]
    if not offers:
        return False
    offer = numbers.choose(offers)
    quantity = numbers.count(offer.quantity)
    form = {f"quantity_{offer.line.id}": f"{int(quantity)}"}
    answers = request._read(life.order, form)
    estimate = request._estimate(life.order, answers)
    form["amount"] = request._write_amount(estimate.amount)
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
    case = life.order.return_ids.filtered("is_refund_due")[:1]
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
