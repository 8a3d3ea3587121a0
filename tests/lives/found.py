"""Lives that random ones found to break promises."""

from .telling import BY_DELIVERY, life

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
}
