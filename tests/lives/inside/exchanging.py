"""Acts on exchanges: of customers who want something else, and of staff."""

from .payments import pay_amount
from .returning import ask, find_offers


def ask_exchange(life, numbers):
    """Request the same product again, a dearer or cheaper one, or a repair."""
    exchanges = life.env["ecommerce.exchange.offer"]
    wishes = [
        (offer, choice)
        for offer in find_offers(life)
        for choice in exchanges._get_choices(offer)
        if choice.product
    ]
    if not wishes:
        return False
    offer, choice = numbers.choose(wishes)
    return ask(life, offer, numbers.count(offer.quantity), choice.code)


def exchange_return(life, numbers):
    """Deliver the replacements of a return, and credit what they replace."""
    case = life.order.return_ids.filtered("is_exchange_due")[:1]
    if life.books.is_shared or not case:
        return False
    refunds = case.refund_ids
    case._settle()
    payments = (case.refund_ids - refunds).payment_ids
    sent = payments.filtered(lambda payment: payment.state == "queued")
    # The replacement is part of the order now.
    owed = life.read_ledger().shop_owes if sent else 0
    life.books.refund(sum(sent.mapped("amount")), owed)
    return True


def send_back(life, numbers):
    """Create the transfer of repaired goods to the customer."""
    cases = life.order.return_ids.filtered(lambda it: it.state == "in_repair")
    if not cases:
        return False
    cases[0].action_send_back()
    return True


def refund_instead(life, numbers):
    """Decide that what the customer wants is refunded, as if it was sold out."""
    cases = life.order.return_ids.filtered(
        lambda it: it.has_wishes and it.state in ("approved", "received", "in_repair")
    )
    if not cases:
        return False
    cases[0].action_refund_instead()
    return True


def pay_difference(life, numbers):
    """Pay what is owed for a replacement, by the link of the email."""
    case = life.order.return_ids.filtered(lambda it: it.state == "exchanging")[:1]
    notifier = life.env["ecommerce.return.notifier"]
    amount = case and notifier._get_payable_amount(case)
    return bool(amount) and pay_amount(life, amount)


ACTS = {
    ask_exchange: 4,
    exchange_return: 6,
    send_back: 4,
    refund_instead: 1,
    pay_difference: 6,
}
