"""Stories of returns by online form, of a refund by bank transfer, and bank lines."""

from datetime import timedelta

from odoo.fields import Datetime

from .ids import find, remember
from .stories import deliver_and_invoice, story

DELIVERY = timedelta(days=2)  # from the order to the customer


def deliver(order, clock):
    """An order that reaches its customer."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=1)
    order.arrive()


@story("krueger", 26, lamp=2)
def return_requested(order, clock):
    """The return was requested too late: the shopkeeper decides."""
    deliver(order, clock)
    clock.let_pass(days=23)
    order.request_return("disliked", "Passt leider nicht ins Wohnzimmer.")


@story("weber", 9, drawer=2)
def return_approved(order, clock):
    """The return was approved automatically, and not sent yet."""
    deliver(order, clock)
    clock.let_pass(days=5)
    order.request_return("size")


@story("lorenz", 28, box=1)
def return_declined(order, clock):
    """The shopkeeper declined a late return."""
    deliver(order, clock)
    clock.let_pass(days=23)
    case = order.request_return("other")
    order.decline(case, "Die Rückgabefrist ist abgelaufen.")


@story("schaefer", 13, steel_chair=2)
def return_to_inspect(order, clock):
    """The returned chair is received, the refund is due."""
    deliver(order, clock)
    clock.let_pass(days=7)
    order.request_return("damaged", "Ein Bein ist verbogen.")
    order.ship()


@story("nowak", 5, bin=2)
def refund_without_account(order, clock):
    """A payment by wire transfer is refunded to an account to be asked for."""
    order.check_out("wire_transfer", state="pending")
    clock.let_pass(days=1)
    order.receive_transfer()
    order.give_back(amount=10.0, reason="Kratzer am Deckel")


def import_payments(shop, clock):
    """Import bank lines for which it isn't certain which order they pay."""
    if find(shop.env, "bank_line_unknown"):
        return
    clock.turn_back(1)
    order = find(shop.env, "order_transfer_awaited")
    journal = shop.env["account.journal"].search(
        [("company_id", "=", shop.company.id), ("type", "=", "bank")], limit=1
    )
    for name, label, amount in (
        ("unknown", "Danke fuer die schnelle Lieferung", 64.9),
        ("proposed", f"Bestellung {order.name}", order.amount_total - 5.0),
    ):
        line = shop.env["account.bank.statement.line"].create(
            {
                "journal_id": journal.id,
                "date": Datetime.now().date(),
                "partner_name": "Petra Krueger",
                "payment_ref": label,
                "amount": amount,
            }
        )
        remember(line, f"bank_line_{name}")
