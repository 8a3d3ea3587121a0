"""The way of the goods to the customer."""

from .telling import story


@story("kaya", 1, drawer=2)
def paid_and_ready(order, clock):
    """The usual order that waits for the warehouse."""
    order.choose_carrier("delivery")
    order.pay()


@story("customer", 2, bin=2)
def paid_by_the_known_customer(order, clock):
    """An order to see in the customer's account."""
    order.choose_carrier("delivery")
    order.pay()


@story("brandt", 0, lamp=2)
def cash_on_delivery(order, clock):
    """The carrier will collect the money."""
    order.choose_carrier("delivery")
    order.pay("cash_on_delivery")


@story("zimmermann", 8, corner_desk=1)
def waits_for_stock(order, clock):
    """The goods are sold out."""
    order.choose_carrier("delivery")
    order.pay()


@story("fischer", 1, steel_chair=2)
def being_picked(order, clock):
    """Somebody is on the way through the shelves."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=3)
    order.pick()


@story("krueger", 2, desk=1)
def parcel_ready(order, clock):
    """The parcel waits for the carrier."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=20)
    order.pack()


@story("hoffmann", 7, lamp=4)
def half_on_its_way(order, clock):
    """One lamp of each pair was broken, the others left already."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(days=1)
    order.ship(quantity=2)


@story("brandt", 1, lamp=1)
def on_its_way(order, clock):
    """The parcel left yesterday; nobody knows yet when it arrives."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(hours=3)
    order.ship()


@story("lorenz", 3, organizer=3)
def waits_in_the_store(order, clock):
    """The goods are set aside; the customer will fetch them, and pay then."""
    order.choose_carrier("pickup")
    order.pay("on_site")
    order.pick()


@story("nowak", 10, cabinet=1)
def fetched_in_the_store(order, clock):
    """The customer has fetched the goods, and has paid."""
    order.choose_carrier("pickup")
    order.pay("on_site")
    clock.let_pass(days=2)
    order.ship()
    order.invoice()
    order.receive_money()


@story("weber", 4, chair=1)
def done_without_an_invoice(order, clock):
    """The customer hasn't asked for an invoice."""
    order.choose_carrier("delivery")
    order.pay()
    clock.let_pass(days=1)
    order.ship()


@story("schaefer", 9, warranty=1)
def nothing_to_ship(order, clock):
    """A service needs no delivery."""
    order.pay()
    order.render_services()
    order.invoice()
