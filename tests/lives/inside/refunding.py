"""Acts of staff who refund an order: the wizard, the credit notes and the outbox."""

from odoo import fields

from . import world
from .entries import NOTHING


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
    life.books.refund(sum(sent.mapped("amount")), ledger.shop_owes)
    if not plan.missing:
        # The customer gets less back instead of paying the rest.
        life.books.give_up(ledger.customer_owes)
    return True


def register_refund(life, numbers):
    """Register a refund by bank transfer, for money that no provider can refund."""
    payment = life.order.refund_ids.payment_ids.filtered(
        lambda it: it.state == "to_transfer"
    )[:1]
    if not payment:
        return False
    owed = life.ledger.shop_owes
    journal = world.find_bank(life.env, life.order.company_id)
    life.env["ecommerce.refund.transfer"]._book(payment, fields.Date.today(), journal)
    life.books.refund(payment.amount, owed)
    return True


ACTS = {
    refund_as_proposed: 6,
    refund_lines: 4,
    refund_an_amount: 2,
    register_refund: 4,
}
