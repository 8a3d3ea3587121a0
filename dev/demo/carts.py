"""Abandoned carts, and the results of their reminders."""

from typing import NamedTuple

from .ids import find, remember
from .order import Order
from .stories import deliver_and_invoice


class LeftCart(NamedTuple):
    """A cart, and its customer's reaction to the reminders."""

    customer: str
    days: int  # ago
    goods: dict
    reminders: int = 1  # sent before the customer came back, or in total
    comes_back: bool = False
    orders: bool = False
    decision: str = "consent"  # about reminders, if any


CARTS = (
    LeftCart("adler", 27, {"cabinet": 1}, comes_back=True, orders=True),
    LeftCart("bauer", 25, {"lamp": 2}, reminders=2),
    LeftCart("dietrich", 22, {"chair": 2}, 2, comes_back=True, orders=True),
    LeftCart("engel", 20, {"desk": 1}, 2, comes_back=True),
    LeftCart("frank", 18, {"drawer": 1, "lamp": 1}, comes_back=True, orders=True),
    LeftCart("graf", 15, {"box": 3}, reminders=2),
    LeftCart("huber", 12, {"workplace": 1}, 2, comes_back=True, orders=True),
    LeftCart("keller", 9, {"bin": 2}, 2, comes_back=True),
    LeftCart("lang", 6, {"organizer": 4}, comes_back=True, orders=True),
    LeftCart("meier", 4, {"steel_chair": 1}, reminders=2),
    LeftCart("otto", 2, {"chair": 1}, decision="opt_out"),
    LeftCart("peters", 1, {"lamp": 1}, decision=""),
)
HOURS = (1, 24)  # until the first and the second reminder


def leave_carts(shop, clock):
    """Create the missing abandoned carts, the oldest first."""
    for cart in CARTS:
        name = f"cart_{cart.customer}"
        clock.turn_back(cart.days)
        if not find(shop.env, name):
            order = Order(shop, cart.customer)
            order.fill_cart(**cart.goods)
            decide(order, cart.decision)
            live_on(order, cart, clock)
            remember(order.record, name)


def decide(order, decision):
    """Record the customer's consent or objection."""
    record = order.record
    consent = record.env["ecommerce.cart.consent"].with_context(
        lang=record.partner_id.lang
    )
    email = record.partner_id.email_normalized
    if decision == "consent":
        consent._note_consent(record.website_id, email, "checkout")
    elif decision == "opt_out":
        consent._note_opt_out(record.website_id, email, "link")


def live_on(order, cart, clock):
    """Send the reminders, and play the customer's reaction."""
    for hours in HOURS[: cart.reminders]:
        clock.let_pass(hours=hours)
        order.record._flow_remind_cart()
    if cart.comes_back:
        clock.let_pass(minutes=50)
        recovery = order.record.env["ecommerce.cart.recovery"]
        recovery._find_cart_mail(order.record, None)._note_opening()
    if cart.orders:
        clock.let_pass(minutes=10)
        deliver_and_invoice(order, clock)
