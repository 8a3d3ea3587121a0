"""Lives that broke promises when random ones were run."""

from .telling import BY_DELIVERY, SERVICE, life

LATER = {
    "an item is added while too much is invoiced": life(
        "pay", "lower_price", ("add_item", 62, 8, 57)
    ),
    "what was credited is invoiced again": life(
        "pay_with_another_order", "credit", "invoice_by_hand"
    ),
    "an item is added after a present": life(
        "pay",
        "invoice_by_hand",
        "credit",
        "register_payment",
        ("add_item", 3, 61, 12),
        rule="never",
    ),
    "a part was refunded and is paid again": life(
        "pay", "do_next_transfer", ("refund_in_part", 91, 50, 11), "pay_the_rest"
    ),
    "the rest will not even be picked": life(
        "pay",
        ("ship_in_part_for_good", 8, 82, 21),
        "raise_price",
        steps="pick_pack_ship",
    ),
    "free goods come back before they are invoiced": life(
        "confirm",
        "ship",
        "bring_back",
        "invoice_by_hand",
        rule="on_request",
        discount=100,
    ),
    "cancelled and confirmed again": life("pay", "cancel_as_staff", "back_to_draft"),
    "a paid invoice is a draft again": life(
        "confirm", "invoice_by_hand", "register_payment", "reset_to_draft"
    ),
    "everything comes back before the capture": life(
        "authorize",
        "ship",
        "bring_everything_back",
        lines=[BY_DELIVERY],
        rule="on_shipment",
    ),
    "all of it is credited on one line": life(
        "confirm",
        ("cancel_as_customer", 21, 56, 10),
        ("credit_what_is_too_much", 97, 94, 3),
        lines=[{**SERVICE, "quantity": 3, "price": 33.1}],
        rule="on_shipment",
        postage=4.9,
    ),
    "a return is credited on another line": life(
        "pay",
        "ship",
        ("bring_back", 7, 5, 29),
        ("refund_what_is_owed", 34, 35, 33),
        ("credit_what_is_too_much", 37, 45, 48),
        lines=[
            {"quantity": 2, "price": 0.99, "tax": "7"},
            {"quantity": 1, "price": 0.99, "tax": "19"},
        ],
        steps="pick_ship",
        company="second",
    ),
    "an item is added when only the postage was invoiced": life(
        "pay",
        "cancel_transfer",
        ("add_item", 75, 12, 50),
        lines=[{"quantity": 1, "price": 19.99}],
        rule="on_shipment",
        discount=60,
        postage=4.9,
    ),
    "more is ordered at a lower price after the invoice": life(
        ("pay_too_much", 92, 68, 30),
        ("change_invoice_rule", 2, 74, 15),
        ("order_more", 60, 2, 51),
        ("lower_price", 20, 67, 83),
        "invoice_in_bulk",
    ),
    "what came back is ordered anew": life(
        "authorize",
        "ship",
        ("bring_back", 46, 98, 31),
        ("pay_the_rest", 54, 37, 11),
        ("order_less", 10, 82, 61),
        lines=[{"price": 7.77}],
        company="second",
    ),
    "a price is raised after a chargeback was paid again": life(
        ("pay", 54, 47, 64),
        ("charge_back", 43, 74, 41),
        "ship",
        ("pay", 40, 23, 37),
        ("raise_price", 6, 27, 83),
    ),
    "a free order is invoiced twice": life(
        "confirm",
        "ship",
        "invoice_by_hand",
        "draft_credit_note",
        "invoice_by_hand",
        "cancel_draft",
        lines=[{"price": 0.99, "tax": "19"}],
        rule="never",
        discount=100,
        postage=4.9,
    ),
    "postage comes after all was returned and refunded": life(
        ("change_invoice_rule", 77, 72, 13),
        "pay",
        "ship",
        "bring_everything_back",
        ("refund", 62, 5, 36),
        ("add_real_postage", 1, 36, 14),
    ),
    "refunded while another payment is on its way, and more is ordered": life(
        "promise_transfer",
        ("order_more", 80, 98, 40),
        "pay",
        "refund",
        ("order_more", 40, 82, 26),
    ),
    "given up, refunded in part, and something is added": life(
        "pay",
        "cancel_transfer",
        ("refund_in_part", 22, 84, 72),
        ("add_item", 31, 98, 74),
        lines=[{"kind": "consumable", "price": 0.99, "tax": "7"}],
    ),
    "credited twice and begun anew after the cancellation": life(
        "pay",
        ("credit_in_part", 38, 73, 23),
        "refund_what_is_owed",
        "cancel_as_customer",
        ("reverse_and_create", 93, 2, 8),
    ),
    "more left than was free": life(
        "confirm", ("ship_too_much", 80, 59, 72), lines=[BY_DELIVERY], discount=100
    ),
    "all is credited after a price was raised": life(
        "pay",
        ("raise_price", 54, 54, 48),
        ("credit_in_part", 8, 46, 33),
        "invoice_in_bulk",
    ),
    "more left than was ordered and is paid": life(
        "pay",
        ("ship_too_much", 42, 84, 26),
        ("register_payment", 43, 92, 4),
        lines=[BY_DELIVERY],
    ),
    "the cents of a part": life(
        ("give_discount", 49, 17, 49),
        "pay",
        "invoice_by_hand",
        lines=[
            {"quantity": 3, "price": 0.99, "tax": "19", **BY_DELIVERY},
            {"kind": "consumable", "price": 7.77, "tax": "19 included", "quantity": 1},
        ],
        rule="on_shipment",
    ),
    "charged back, paid again, and something is added": life(
        "pay", "charge_back", "pay", "add_item", "invoice_in_bulk", rule="never"
    ),
    "paid on the invoice's page, reversed and created anew": life(
        "confirm",
        "ship",
        "order_more",
        "pay_on_invoice_page",
        "ship",
        "reverse_and_create",
        lines=[{"kind": "consumable", "quantity": 1}],
        rule="on_shipment",
    ),
    "credited, invoiced again, then a price is raised": life(
        "pay", "ship", "credit_in_part", "invoice_by_hand", ("raise_price", 23, 91, 23)
    ),
    "a deposit on top, credited, and something comes back": life(
        "pay",
        "ship",
        "invoice_down_payment",
        "credit_in_part",
        "bring_back",
        "refund_what_is_owed",
    ),
    "a cent comes for a cancelled order": life(
        "choose_transfer", "cancel_as_staff", ("register_part_of_transfer", 50)
    ),
    "cancelled with a deposit invoice, and confirmed again": life(
        "pay", "invoice_down_payment", "cancel_as_staff", "back_to_draft"
    ),
}
