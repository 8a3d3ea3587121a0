"""Stories of orders, which together have every possible status."""

from .ids import find, remember
from .order import Order

STORIES = []


def story(customer, days, **goods):
    """Register a function as the story of an order.

    :param str customer: The customer's key.
    :param int days: How many days ago it begins.
    :param goods: Quantities in the cart.
    """

    def register(function):
        STORIES.append((function, customer, days, goods))
        return function

    return register


def tell_stories(shop, clock):
    """Play the missing stories, the oldest first."""
    for function, customer, days, goods in sorted(STORIES, key=lambda it: -it[2]):
        name = f"order_{function.__name__}"
        clock.turn_back(days)
        if not find(shop.env, name):
            order = Order(shop, customer)
            order.fill_cart(**goods)
            function(order, clock)
            remember(order.record, name)


# === CARTS === #


@story("customer", 0, lamp=1, organizer=2)
def still_shopping(order, clock):
    """The customer is in the shop right now."""


@story("hoffmann", 2, workplace=1)
def left_behind(order, clock):
    """An abandoned cart with an address."""
    order.choose_carrier("delivery")


@story("lorenz", 1, chair=1)
def card_declined(order, clock):
    """The card was declined, the customer did not try again."""
    order.check_out(state="error")


# === PAYMENTS === #


@story("krueger", 1, cabinet=1)
def transfer_awaited(order, clock):
    """The customer chose to pay by wire transfer."""
    order.check_out("wire_transfer")


@story("weber", 12, steel_chair=4)
def transfer_overdue(order, clock):
    """The payment is long overdue."""
    order.check_out("wire_transfer")


@story("nowak", 6, corner_desk=1)
def paid_but_sold_out(order, clock):
    """Another customer bought the last desk during the payment."""
    order.choose_carrier("delivery")
    order.shop.get_product("corner_desk").allow_out_of_stock_order = False
    order.pay()


@story("schaefer", 2, box=3)
def paid_too_little(order, clock):
    """The customer added a product after starting the payment."""
    order.choose_carrier("delivery")
    transaction = order.begin_payment()
    order.fill_cart(bin=1)
    order.hear_from_provider(transaction)
    transaction._post_process()


@story("tischlerei", 3, workplace=2)
def authorized_on_card(order, clock):
    """The amount is authorized on the card until the shipment."""
    order.choose_carrier("delivery")
    order.authorize()


@story("schaefer", 4, desk=1)
def paid_twice(order, clock):
    """The customer paid again by a link in an older email."""
    order.check_out()
    clock.let_pass(hours=2)
    order.pay()


@story("tischlerei", 16, chair=4, warranty=4)
def paid_in_part(order, clock):
    """The customer may pay after delivery, and has paid half so far."""
    order.choose_carrier("delivery")
    order.confirm()
    clock.let_pass(days=1)
    order.ship()
    order.render_services()
    order.invoice()
    clock.let_pass(days=5)
    order.receive_money(share=0.5)


@story("yilmaz", 5, bin=1, box=1)
def cash_on_its_way(order, clock):
    """The carrier has collected the payment, and will transfer it."""
    order.check_out("cash_on_delivery")
    clock.let_pass(days=1)
    order.ship()
    order.invoice()


# === GOODS === #


@story("kaya", 1, drawer=2)
def paid_and_ready(order, clock):
    """An ordinary order to ship."""
    order.check_out()


@story("customer", 2, bin=2)
def paid_by_the_known_customer(order, clock):
    """An order in the customer's account."""
    order.check_out()


@story("brandt", 0, lamp=2)
def cash_on_delivery(order, clock):
    """The carrier will collect the payment."""
    order.check_out("cash_on_delivery")


@story("zimmermann", 8, corner_desk=1)
def waits_for_stock(order, clock):
    """The products are out of stock."""
    order.check_out()


@story("fischer", 1, steel_chair=2)
def being_picked(order, clock):
    """The order is being picked."""
    order.check_out()
    clock.let_pass(hours=3)
    order.pick()


@story("krueger", 2, desk=1)
def parcel_ready(order, clock):
    """The parcel is packed."""
    order.check_out()
    clock.let_pass(hours=20)
    order.pack()


@story("hoffmann", 7, lamp=4)
def half_on_its_way(order, clock):
    """Half of the lamps were broken, the others were shipped."""
    order.check_out()
    clock.let_pass(days=1)
    order.ship(quantity=2)


@story("brandt", 1, lamp=1)
def on_its_way(order, clock):
    """The parcel was shipped yesterday, without a delivery date yet."""
    order.check_out()
    clock.let_pass(hours=3)
    order.ship()


@story("lorenz", 3, organizer=3)
def waits_in_the_store(order, clock):
    """The order is set aside for pickup and payment in the store."""
    order.check_out("on_site", carrier="pickup")
    order.pick()


@story("nowak", 10, cabinet=1)
def fetched_in_the_store(order, clock):
    """The customer has picked up and paid."""
    order.check_out("on_site", carrier="pickup")
    clock.let_pass(days=2)
    order.ship()
    order.invoice()
    order.receive_money()


@story("weber", 4, chair=1)
def done_without_an_invoice(order, clock):
    """The customer hasn't requested an invoice."""
    order.check_out()
    clock.let_pass(days=1)
    order.ship()


@story("schaefer", 9, warranty=1)
def nothing_to_ship(order, clock):
    """A service needs no delivery."""
    order.pay()
    order.render_services()
    order.invoice()


# === DONE === #


def deliver_and_invoice(order, clock):
    """An order without any problem."""
    order.check_out()
    clock.let_pass(days=1)
    order.ship()
    order.invoice()


@story("brandt", 27, desk=1, lamp=1)
def done_weeks_ago(order, clock):
    """Completed weeks ago."""
    deliver_and_invoice(order, clock)


@story("customer", 19, cabinet=2)
def done_by_the_known_customer(order, clock):
    """An order with an invoice in the customer's account."""
    deliver_and_invoice(order, clock)


@story("yilmaz", 13, box=4, organizer=2)
def done_lately(order, clock):
    """Completed recently."""
    deliver_and_invoice(order, clock)


@story("tischlerei", 11, steel_chair=6)
def captured_when_shipped(order, clock):
    """The authorized amount was captured at the shipment."""
    order.choose_carrier("delivery")
    order.authorize()
    clock.let_pass(days=1)
    order.ship()
    order.invoice()
    order.capture()


@story("kaya", 15, chair=1)
def discounted_afterwards(order, clock):
    """The customer got a partial refund for a scratch."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=4)
    order.refund(20.0)


# === RETURNS === #


@story("fischer", 14, lamp=2)
def return_agreed(order, clock):
    """The return of a lamp is approved."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=10)
    order.expect_return()


@story("brandt", 17, drawer=2)
def return_on_its_way(order, clock):
    """The returned drawer is in transit."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=14)
    order.expect_return(tracking="00340434161094042557")


@story("zimmermann", 18, bin=3)
def return_received(order, clock):
    """The returned bin is received, the refund is due."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=15)
    order.take_back()


@story("hoffmann", 24, box=2)
def return_settled(order, clock):
    """One of two boxes is returned and refunded."""
    deliver_and_invoice(order, clock)
    clock.let_pass(days=9)
    order.take_back()
    order.credit()
    order.refund_credit_note()


# === HOLDS AND CANCELLATIONS === #


@story("kaya", 2, workplace=3)
def held_for_suspected_fraud(order, clock):
    """An unusual order of an unknown customer."""
    order.check_out()
    clock.let_pass(hours=1)
    order.hold("fraud", "Drei Karten am selben Tag versucht")


@story("yilmaz", 1, chair=2)
def held_for_the_address(order, clock):
    """The address is incomplete."""
    order.check_out()
    clock.let_pass(hours=2)
    order.hold("address", "Hausnummer fehlt, Kundin ruft zurück")


@story("fischer", 21, desk=1)
def cancelled_unpaid(order, clock):
    """The payment was never received."""
    order.check_out("wire_transfer")
    clock.let_pass(days=14)
    order.cancel()


@story("weber", 3, cabinet=1)
def cancelled_but_paid(order, clock):
    """The customer cancelled; the refund is due."""
    order.check_out()
    clock.let_pass(hours=5)
    order.cancel()


@story("lorenz", 10, drawer=1)
def cancelled_and_refunded(order, clock):
    """The customer cancelled, and was refunded."""
    order.check_out()
    clock.let_pass(hours=5)
    order.cancel()
    order.refund()
