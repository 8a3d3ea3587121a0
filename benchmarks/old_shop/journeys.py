"""Histories of orders in an old shop, each a function of shop and cart.

Their results must not depend on each other: every one is copied on its own.
"""

JOURNEYS = {}


def journey(share):
    """Register a history and its share of 1000 orders."""

    def register(function):
        JOURNEYS[function] = share
        return function

    return register


# === NOT ORDERED === #


@journey(150)
def abandoned_cart(shop, order):
    """The customer left."""


@journey(20)
def declined_card(shop, order):
    shop.pay(order, outcome="error")


@journey(20)
def cancelled_cart(shop, order):
    order._action_cancel()


# === ORDERED === #


@journey(20)
def awaited_transfer(shop, order):
    order.action_quotation_sent()
    shop.pay(order, outcome="pending")


@journey(5)
def unpaid_quotation(shop, order):
    order.action_quotation_sent()


@journey(5)
def paid_in_part(shop, order):
    order.action_quotation_sent()
    shop.pay(order, amount=5.0)


@journey(5)
def paid_but_not_confirmed(shop, order):
    shop.start_payment(order)._set_done()


@journey(20)
def authorized(shop, order):
    shop.card.capture_manually = True
    shop.pay(order, outcome="authorized")
    shop.card.capture_manually = False


@journey(50)
def to_ship(shop, order):
    shop.pay(order)


@journey(5)
def cancelled_after_payment(shop, order):
    transaction = shop.pay(order)
    order._action_cancel()
    shop.give_money_back(transaction)


# === SHIPPED === #


@journey(20)
def shipped_in_part(shop, order):
    shop.pay(order)
    shop.ship(order, quantity=1.0)


@journey(30)
def shipped_but_not_invoiced(shop, order):
    shop.pay(order)
    shop.ship(order)


@journey(540)
def settled(shop, order):
    shop.pay(order)
    shop.ship(order)
    shop.invoice(order)


@journey(50)
def settled_by_bank_transfer(shop, order):
    order.action_quotation_sent()
    order.action_confirm()
    shop.ship(order)
    shop.register_payment(shop.invoice(order))


@journey(20)
def invoiced_but_not_paid(shop, order):
    order.action_confirm()
    shop.ship(order)
    shop.invoice(order)


# === COMING BACK === #


@journey(5)
def return_announced(shop, order):
    settled(shop, order)
    shop.announce_return(order)


@journey(5)
def return_received(shop, order):
    settled(shop, order)
    shop.receive_return(order)


@journey(20)
def returned_and_refunded(shop, order):
    transaction = shop.pay(order)
    shop.ship(order)
    invoice = shop.invoice(order)
    shop.receive_return(order, quantity=2.0)
    shop.match(shop.give_money_back(transaction), shop.credit(invoice))


@journey(5)
def refunded_in_part(shop, order):
    transaction = shop.pay(order)
    shop.ship(order)
    shop.invoice(order)
    shop.give_money_back(transaction, amount=5.0)


@journey(5)
def credited_by_bank_transfer(shop, order):
    order.action_confirm()
    shop.ship(order)
    invoice = shop.invoice(order)
    shop.register_payment(invoice)
    shop.register_payment(shop.credit(invoice))
