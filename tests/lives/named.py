"""Named lives: an order, if it isn't the plain one, and its sequence of acts.

The plain order is of a consumer who gets an invoice on payment: two pieces at 50.00.
The numbers after an act are its decisions; without them, it takes the first option and
half of an amount.
"""

from .answered import ANSWERS
from .exchanged import EXCHANGES
from .found import LATER
from .telling import BY_DELIVERY, CENTS, SERVICE, life

ORDINARY = {
    "paid, shipped and delivered": life("pay", "ship", "set_delivered"),
    "paid and nobody asks for an invoice": life(
        "pay", "ship", "set_delivered", rule="on_request"
    ),
    "blocked, shipped and captured": life(
        "authorize", "ship", "capture", "set_delivered"
    ),
    "paid in two parts": life(
        "pay_too_little", "pay_the_rest", "ship", "set_delivered"
    ),
    "wire transfer that comes": life("promise_transfer", "receive_transfer", "ship"),
    "wire transfer that never comes": life("promise_transfer", "lose_transfer", "pay"),
    "wire transfer that waits, and comes": life(
        "choose_transfer", "register_transfer", "ship", "set_delivered"
    ),
    "wire transfer that comes in parts": life(
        "choose_transfer", "register_part_of_transfer", "register_transfer", "ship"
    ),
    "accepted, and delivered when it is paid": life(
        ("choose_transfer", 1), "register_transfer", "ship", "set_delivered"
    ),
    "the bank books what was ordered": life("choose_transfer", "transfer_arrives"),
    "the bank books too much, and somebody accepts it": life(
        "choose_transfer", "other_amount_arrives", "accept_proposal", "ship"
    ),
    "the bank books too much, and the order grows": life(
        "choose_transfer", "other_amount_arrives", "raise_price", "ship"
    ),
    "nobody decides about money until the deadline": life(
        "choose_transfer",
        "other_amount_arrives",
        "let_the_deadline_pass",
        "accept_proposal",
        "ship",
    ),
    "the bank takes it back": life(
        "choose_transfer", "transfer_arrives", "bank_takes_it_back"
    ),
    "nobody pays until the deadline": life("choose_transfer", "let_the_deadline_pass"),
    "accepted, and nobody pays until the deadline": life(
        ("choose_transfer", 1), "let_the_deadline_pass"
    ),
    "declined, then paid": life("fail", "pay", "ship", "set_delivered"),
    "picked, packed and shipped": life(
        "pay",
        "do_next_transfer",
        "do_next_transfer",
        "do_next_transfer",
        "set_delivered",
        steps="pick_pack_ship",
    ),
    "confirmed, shipped, invoiced and paid by bank": life(
        "confirm", "ship", "set_delivered", "invoice_by_hand", "match_bank_line"
    ),
    "held and released": life("pay", "hold", "release", "ship", "set_delivered"),
    "cancelled before payment": life("confirm", "cancel_as_customer"),
    "cancelled and refunded": life("pay", "cancel_as_customer", "refund"),
    "blocked and cancelled": life("authorize", "cancel_as_staff"),
    "cancelled, paid all the same and re-opened": life(
        "confirm", "cancel_as_customer", "pay", "reopen", "ship", "set_delivered"
    ),
    "fetched by the customer": life("pay", "ship", pickup=True),
    "a service": life("pay", "deliver_service", lines=[SERVICE]),
    "in another currency": life("pay", "ship", "set_delivered", currency="CHF"),
    "in another company": life("pay", "ship", "set_delivered", company="second"),
}

BLOCKED_MONEY = {
    "half is blocked": life("authorize_too_little"),
    "half is blocked, confirmed by hand": life(
        "confirm", "authorize_too_little", "ship"
    ),
    "half is captured": life("authorize", "ship", "capture_in_part", "set_delivered"),
    "blocked twice": life("authorize", "authorize_again", "ship", "capture"),
    "paid although it is blocked": life(
        "authorize", "pay_again", "ship", "set_delivered"
    ),
    "it lapses": life("authorize", "lapse"),
    "it lapses after the parcel": life("authorize", "ship", "lapse", "set_delivered"),
    "it is released": life("authorize", "void", "pay", "ship"),
    "a transfer is lost after the confirmation": life(
        "promise_transfer", "confirm", "lose_transfer"
    ),
    "refunded, then blocked again": life("pay_too_little", "refund", "authorize"),
    "blocked, and the goods never leave": life(
        "authorize", "cancel_transfer", rule="on_shipment"
    ),
}

REFUNDS = {
    "refunded before the parcel": life("pay", "refund", rule="on_request"),
    "refunded before the parcel, invoiced in bulk": life(
        "pay", "refund", "invoice_in_bulk", rule="on_request"
    ),
    "a gift before the invoice": life(
        "pay", "refund_in_part", "ship", rule="on_request"
    ),
    "a gift after the invoice": life("pay", "ship", "set_delivered", "refund_in_part"),
    "a gift after the invoice, credited": life(
        "pay", "ship", "set_delivered", "refund_in_part", "credit_what_is_too_much"
    ),
    "a gift, then something more": life(
        "pay", "ship", "refund_in_part", "order_more", "ship", "set_delivered"
    ),
    "a little paid, some of it back": life(
        "confirm", "ship", "pay_too_little", "refund_in_part", "set_delivered"
    ),
    "a surplus goes back, then goods": life(
        "pay_too_much", "refund_what_is_owed", "ship", "bring_back"
    ),
    "charged back": life("pay", "ship", "set_delivered", "charge_back"),
    "paid twice, one goes back": life(
        "pay", "pay_again", "refund_what_is_owed", "ship", "set_delivered"
    ),
    "paid and refunded on the invoice's page": life(
        "confirm", "invoice_by_hand", "pay_on_invoice_page", "refund"
    ),
}

GIVEN_UP = {
    "paid goods never leave": life("pay", "cancel_transfer"),
    "one of two leaves": life("pay", "ship_in_part_for_good", "set_delivered"),
    "one of two leaves, by delivery": life(
        "pay", "ship_in_part_for_good", "set_delivered", lines=[BY_DELIVERY]
    ),
    "unpaid goods never leave": life("confirm", "cancel_transfer"),
    "given up and refunded": life("pay", "cancel_transfer", "refund_what_is_owed"),
}

INVOICES = {
    "two parcels, two invoices": life(
        "pay", "ship_in_part", "ship", "set_delivered", rule="on_shipment"
    ),
    "two parcels by delivery": life(
        "pay",
        "ship_in_part",
        "ship",
        "set_delivered",
        rule="on_shipment",
        lines=[BY_DELIVERY],
    ),
    "two parcels of which each rounds": life(
        "pay",
        "ship_in_part",
        "ship",
        "set_delivered",
        rule="on_shipment",
        lines=[{**CENTS, **BY_DELIVERY}],
    ),
    "a voucher larger than the first parcel": life(
        "pay",
        "ship_in_part",
        "ship",
        "set_delivered",
        rule="on_shipment",
        discount=60,
        lines=[{"price": 100.0, **BY_DELIVERY}, {"price": 0.99, **BY_DELIVERY}],
    ),
    "invoiced by hand": life(
        "pay", "ship", "invoice_by_hand", "set_delivered", rule="never"
    ),
    "one less after the invoice": life(
        "pay", "order_less", "refund_what_is_owed", "ship", "set_delivered"
    ),
    "cheaper after the invoice": life("pay", "lower_price", "ship", "set_delivered"),
    "one more after the invoice": life("pay", "order_more", "ship", "set_delivered"),
    "another item after the invoice": life("pay", "add_item", "ship", "set_delivered"),
    "real postage after the invoice": life(
        "pay", "ship", "add_real_postage", "set_delivered"
    ),
    "shipped too much, by delivery": life(
        "pay", "ship_too_much", "set_delivered", lines=[BY_DELIVERY]
    ),
    "a down payment, then invoiced in bulk": life(
        "confirm", "invoice_down_payment", "register_payment", "invoice_in_bulk"
    ),
    "a forgotten draft": life(
        "pay", "draft_invoice", "ship", "set_delivered", rule="on_request"
    ),
    "a draft": life("pay", "draft_invoice", rule="on_request"),
    "posted and taken back": life("pay", "ship", "set_delivered", "reset_to_draft"),
    "corrected": life("pay", "ship", "reverse_and_create", "post_draft"),
    "credited in part": life("pay", "ship", "set_delivered", "credit_in_part"),
    "partly written off": life(
        "confirm", "ship", "set_delivered", "invoice_by_hand", "write_off"
    ),
    "paid in two parts on the invoice": life(
        "confirm",
        "ship",
        "set_delivered",
        "invoice_by_hand",
        "register_part",
        "register_payment",
    ),
    "two orders paid at once": life("pay_with_another_order", "ship", "set_delivered"),
    "the bank has the payment before the invoice": life(
        "pay",
        "match_payment_with_bank",
        "ship",
        "request_invoice",
        "set_delivered",
        rule="on_request",
    ),
    "captured in two parts": life(
        "authorize", "ship", "capture_in_part", "capture", "set_delivered"
    ),
    "cancelled after the invoice": life("pay", "cancel_as_customer", "refund"),
    "the rule changes": life(
        "pay", "ship", "set_delivered", "change_invoice_rule", rule="on_request"
    ),
    "the customer is a business after all": life(
        "pay", "ship", "set_delivered", "change_customer_kind", rule="on_request"
    ),
}

ZERO = {
    "a voucher over everything, of which nothing leaves": life(
        "confirm",
        "cancel_transfer",
        lines=(
            {"kind": "consumable", "quantity": 3, "price": 11.94, "tax": "7"}
            | BY_DELIVERY,
        ),
        business=True,
        rule="on_shipment",
        discount=100,
        postage=4.9,
    ),
    "all free for a business": life(
        "confirm", "ship", "set_delivered", discount=100, business=True
    ),
    "all free, invoiced in bulk": life(
        "confirm", "ship", "set_delivered", "invoice_in_bulk", discount=100
    ),
    "all free for a consumer": life(
        "confirm", "ship", "set_delivered", discount=100, rule="on_request"
    ),
    "all free, invoice asked for": life(
        "confirm", "request_invoice", "ship", discount=100, rule="on_request"
    ),
}

PRICES = {
    "dearer between transfer and money": life(
        "promise_transfer", "raise_price", "receive_transfer"
    ),
    "dearer after the payment": life("pay", "raise_price", "ship", "set_delivered"),
    "another item before the parcel, and paid": life(
        "pay", "add_item", "pay_the_rest", "ship", "set_delivered"
    ),
}

RETURNS = {
    "one comes back, credited and refunded": life(
        "pay",
        "ship",
        "set_delivered",
        "bring_back",
        "credit_what_is_too_much",
        "refund_what_is_owed",
    ),
    "one comes back, refunded and credited": life(
        "pay",
        "ship",
        "set_delivered",
        "bring_back",
        "refund_what_is_owed",
        "credit_what_is_too_much",
        business=True,
    ),
    "one comes back, without documents": life(
        "pay",
        "ship",
        "set_delivered",
        "bring_back",
        "refund_what_is_owed",
        rule="on_request",
    ),
    "one comes back, then an invoice is asked for": life(
        "pay",
        "ship",
        "set_delivered",
        "bring_back",
        "request_invoice",
        rule="on_request",
    ),
    "everything comes back": life(
        "pay",
        "ship",
        "set_delivered",
        "bring_everything_back",
        "refund_what_is_owed",
        rule="on_request",
    ),
    "announced and received": life(
        "pay", "ship", "announce_return", "receive_return", "refund_what_is_owed"
    ),
    "announced in vain": life(
        "pay", "ship", "set_delivered", "announce_return", "cancel_return"
    ),
    "comes back for nothing": life(
        "pay", "ship", "set_delivered", "bring_back_for_nothing"
    ),
    "comes back before it was paid": life(
        "confirm", "ship", "bring_everything_back", rule="on_request"
    ),
}

GROUPS = (
    ORDINARY,
    BLOCKED_MONEY,
    REFUNDS,
    GIVEN_UP,
    INVOICES,
    ZERO,
    PRICES,
    RETURNS,
    EXCHANGES,
    ANSWERS,
    LATER,
)
LIVES = {name: story for group in GROUPS for name, story in group.items()}
