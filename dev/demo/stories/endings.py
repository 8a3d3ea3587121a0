"""Orders that are done, and what customers want after that."""

from .telling import story

# === DONE === #


def deliver_and_invoice(order, clock):
    """Live without a hitch."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(days=1)
    order.ship()
    order.invoice()


@story("brandt", 27, desk=1, lamp=1)
def done_weeks_ago(order, clock):
    """Nothing is left to do."""
    deliver_and_invoice(order, clock)


@story("customer", 19, cabinet=2)
def done_by_the_known_customer(order, clock):
    """An order with an invoice to see in the customer's account."""
    deliver_and_invoice(order, clock)


@story("yilmaz", 13, box=4, organizer=2)
def done_lately(order, clock):
    """Nothing is left to do."""
    deliver_and_invoice(order, clock)


@story("tischlerei", 11, steel_chair=6)
def captured_when_shipped(order, clock):
    """The money was taken from the card when the goods left."""
    order.choose_carrier("delivery")
    order.authorize()
    clock.let_pass(days=1)
    order.ship()
    order.invoice()
    order.capture()


@story("kaya", 15, chair=1)
def discounted_afterwards(order, clock):
    """The customer got a part of the money back for a scratch."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=4)
    order.refund(20.0)


# === RETURNS === #


@story("fischer", 14, lamp=2)
def return_agreed(order, clock):
    """The customer may send a lamp back."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=10)
    order.expect_return()


@story("brandt", 17, drawer=2)
def return_on_its_way(order, clock):
    """The parcel with the drawer was handed in."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=14)
    order.expect_return(tracking="00340434161094042557")


@story("zimmermann", 18, bin=3)
def return_received(order, clock):
    """The bin is here again, the customer waits for the money."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=15)
    order.take_back()


@story("hoffmann", 24, box=2)
def return_settled(order, clock):
    """The customer got the money for one of two boxes back."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=9)
    order.take_back()
    order.credit()
    order.refund_credit_note()
