"""Orders that stop on their way."""

from .telling import story


@story("kaya", 2, workplace=3)
def held_for_suspected_fraud(order, clock):
    """An unusual order of a customer nobody knows."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=1)
    order.hold("fraud", "Drei Karten am selben Tag versucht")


@story("yilmaz", 1, chair=2)
def held_for_the_address(order, clock):
    """The parcel would not arrive."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=2)
    order.hold("address", "Hausnummer fehlt, Kundin ruft zurück")


@story("fischer", 21, desk=1)
def cancelled_unpaid(order, clock):
    """The money never came."""
    order.choose_carrier("delivery")
    order.pay("wire_transfer")
    clock.let_pass(days=14)
    order.cancel()


@story("weber", 3, cabinet=1)
def cancelled_but_paid(order, clock):
    """The customer changed her mind, and has to get the money back."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=5)
    order.cancel()


@story("lorenz", 10, drawer=1)
def cancelled_and_refunded(order, clock):
    """The customer changed his mind, and has the money back."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=5)
    order.cancel()
    order.refund()
