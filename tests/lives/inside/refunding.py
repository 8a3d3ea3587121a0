"""Acts of staff who refund an order: the wizard, the credit notes and the outbox."""

from odoo import fields

from . import world
from .entries import NOTHING
from .provider import PROVIDER


def refund_as_proposed(life, numbers):
    """Refund the amount proposed by the wizard."""
    planner = life.env["ecommerce.refund.planner"]
    proposal = planner._choose_proposal(life.order)
    return ask(life, planner._get_wish(life.order, proposal))


def refund_lines(life, numbers):
    """Refund some pieces, whatever their state."""
    most = life.env["ecommerce.refund.planner"]._propose("everything", life.order)
    line_ids = [line_id for line_id, quantity in most.items() if quantity >= 1]
    if not line_ids:
        return False
    line_id = numbers.choose(line_ids)
    quantity = numbers.choose(range(1, int(most[line_id]) + 1))
    return ask(life, wish(life, {line_id: float(quantity)}))


def refund_an_amount(life, numbers):
    """Refund a part of the paid amount, for any reason."""
    available = life.env["ecommerce.refund.sources"]._get_available(life.order)
    return available > 0 and ask(life, wish(life, {}, numbers.part_of(available)))


def refund_with_patience(life, numbers):
    """Refund; the provider confirms it later, if at all."""
    return refund_otherwise(life, numbers, "pending")


def refund_in_vain(life, numbers):
    """Refund; the provider refuses."""
    return refund_otherwise(life, numbers, "error")


def refund_into_silence(life, numbers):
    """Refund; the provider doesn't answer, so nobody knows whether it did it."""
    return refund_otherwise(life, numbers, "nothing")


def refund_otherwise(life, numbers, answer):
    PROVIDER.answer = answer
    request = numbers.choose((refund_as_proposed, refund_lines, refund_an_amount))
    return request(life, numbers)


def wish(life, quantities, amount=0.0):
    """Return a refund request."""
    return life.env["ecommerce.refund.planner"]._wish_for(quantities, amount)


def ask(life, wanted):
    """Request a refund; refunds through a provider are sent by the outbox.

    Nothing tells which order a refund of a common payment belongs to.
    """
    if life.books.is_shared or not (wanted.amount or any(wanted.quantities.values())):
        return False
    order = life.order
    plan = life.env["ecommerce.refund.planner"]._plan(order, wanted)
    refund = life.env["ecommerce.refund"]._request(
        order, wanted, plan.amount, stops_delivery=True
    )
    sent = refund.payment_ids.filtered(lambda payment: payment.state == "queued")
    ledger = life.read_ledger()
    life.books.take_off(max(life.ledger.ordered - ledger.ordered, NOTHING))
    if PROVIDER.answer == "done":
        life.books.refund(sum(sent.mapped("amount")), ledger.shop_owes)
    if not plan.missing:
        # The customer gets less back instead of paying the rest.
        life.books.give_up(ledger.customer_owes)
    return True


def register_refund(life, numbers):
    """Register a refund by bank transfer, for money that no provider can refund."""
    payment = find_payment(life, "to_transfer")
    if not payment:
        return False
    owed = life.ledger.shop_owes
    journal = world.find_bank(life.env, life.order.company_id)
    life.env["ecommerce.refund.transfer"]._book(payment, fields.Date.today(), journal)
    life.books.refund(payment.amount, owed)
    return True


def find_payment(life, state):
    """Return the order's first refund payment in a state."""
    payments = life.order.refund_ids.payment_ids
    return payments.filtered(lambda it: it.state == state)[:1]


def provider_confirms(life, numbers):
    """Confirm a pending refund, as the provider does later."""
    tx = find_payment(life, "pending").transaction_id
    if not tx:
        return False
    life.books.refund(-tx.amount, life.ledger.shop_owes)
    tx._set_done()
    tx._post_process()
    return True


def provider_refuses(life, numbers):
    """Refuse a pending refund after all."""
    tx = find_payment(life, "pending").transaction_id
    tx._set_error("Refused by the provider")
    return bool(tx)


def refund_again(life, numbers):
    """Send a refused refund again; now it works."""
    return decide(life, "failed", "action_send_again", is_made=True)


def transfer_instead(life, numbers):
    """Decide to transfer a refused refund."""
    return decide(life, "failed", "action_transfer_instead")


def discard_refund(life, numbers):
    """Give up a refused refund."""
    return decide(life, "failed", "action_discard")


def find_that_it_was_made(life, numbers):
    """Find out that a refund without an answer was made."""
    return decide(life, "unknown", "action_went_through", is_made=True)


def find_that_it_was_not_made(life, numbers):
    """Find out that a refund without an answer was never made."""
    return decide(life, "unknown", "action_did_not_go_through")


def decide(life, state, action, is_made=False):
    """Let staff decide about a refund; a refund that is made brings the money back."""
    payment = find_payment(life, state)
    if payment and is_made:
        life.books.refund(payment.amount, life.ledger.shop_owes)
    getattr(payment, action)()
    return bool(payment)


ACTS = {
    refund_as_proposed: 6,
    refund_lines: 4,
    refund_an_amount: 2,
    refund_with_patience: 2,
    refund_in_vain: 2,
    refund_into_silence: 2,
    provider_confirms: 4,
    provider_refuses: 2,
    refund_again: 3,
    transfer_instead: 2,
    discard_refund: 2,
    find_that_it_was_made: 3,
    find_that_it_was_not_made: 3,
    register_refund: 4,
}
