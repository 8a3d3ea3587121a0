"""Lives of refunds whose provider answers late, says no, or says nothing."""

from .telling import life

ARRIVED = ("pay", "ship", "set_delivered")
LOST = ("pay", "ship", "bring_back")
ANSWERS = {
    "refund confirmed later": life(*LOST, "refund_with_patience", "provider_confirms"),
    "refund refused later, and sent again": life(
        *LOST, "refund_with_patience", "provider_refuses", "refund_again"
    ),
    "refund refused, and sent again": life(*LOST, "refund_in_vain", "refund_again"),
    "refund refused, and transferred": life(
        *LOST, "refund_in_vain", "transfer_instead", "register_refund"
    ),
    "refund refused, and given up": life(*LOST, "refund_in_vain", "discard_refund"),
    "refund without an answer, but made": life(
        *LOST, "refund_into_silence", "find_that_it_was_made"
    ),
    "refund without an answer, and transferred": life(
        *LOST,
        "refund_into_silence",
        "find_that_it_was_not_made",
        "transfer_instead",
        "register_refund",
    ),
    "a gift that is confirmed later": life(
        *ARRIVED, ("refund_with_patience", 2), "provider_confirms"
    ),
    "a gift that is refused": life(*ARRIVED, ("refund_in_vain", 2), "discard_refund"),
    "never shipped, and the refund is refused": life(
        "pay", "cancel_transfer", "refund_in_vain", "refund_again"
    ),
    "cancelled, and the refund has no answer": life(
        "pay",
        "cancel_as_customer",
        "refund_into_silence",
        "find_that_it_was_not_made",
        "refund_again",
    ),
    "more is ordered before the provider confirms": life(
        *LOST, "refund_with_patience", "order_more", "provider_confirms"
    ),
    "a gift is credited before the provider refuses": life(
        *ARRIVED, ("refund_with_patience", 2), "raise_price", "provider_refuses"
    ),
}
