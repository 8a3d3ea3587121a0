"""Carts, and how customers pay them."""

from .telling import story

# === CARTS === #


@story("customer", 0, lamp=1, organizer=2)
def still_shopping(order, clock):
    """Somebody is in the shop right now."""


@story("hoffmann", 2, workplace=1)
def left_behind(order, clock):
    """A cart was left, although the address is there already."""
    order.choose_carrier("delivery")


@story("lorenz", 1, chair=1)
def card_declined(order, clock):
    """The card was declined, the customer did not try again."""
    order.choose_carrier("delivery")
    order.pay(state="error")


# === PAYMENTS === #


@story("krueger", 1, cabinet=1)
def transfer_awaited(order, clock):
    """The customer said to transfer the money."""
    order.choose_carrier("delivery")
    order.pay("wire_transfer")


@story("weber", 12, steel_chair=4)
def transfer_overdue(order, clock):
    """The money should have come long ago."""
    order.choose_carrier("delivery")
    order.pay("wire_transfer")


@story("nowak", 6, corner_desk=1)
def paid_but_sold_out(order, clock):
    """Somebody else bought the last desk while the customer typed in the card."""
    order.choose_carrier("delivery")
    order.shop.get_product("corner_desk").allow_out_of_stock_order = False
    order.pay()


@story("schaefer", 2, box=3)
def paid_too_little(order, clock):
    """The customer put more into the cart after having begun to pay."""
    order.choose_carrier("delivery")
    transaction = order.begin_payment()
    order.fill_cart(bin=1)
    order.hear_from_provider(transaction)
    transaction._post_process()


@story("tischlerei", 3, workplace=2)
def authorized_on_card(order, clock):
    """The money is blocked on the card until the goods leave."""
    order.choose_carrier("delivery")
    order.authorize()


@story("schaefer", 4, desk=1)
def paid_twice(order, clock):
    """The customer paid again by a link in an older mail."""
    order.choose_carrier("delivery")
    order.pay()
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
    """The carrier has collected the money, and will transfer it."""
    order.choose_carrier("delivery")
    order.pay("cash_on_delivery")
    clock.let_pass(days=1)
    order.ship()
    order.invoice()
