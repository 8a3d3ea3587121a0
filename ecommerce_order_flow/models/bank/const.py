# States of payments that may be for eCommerce orders.
MATCH_STATES = [
    ("sure", "Being Booked"),
    ("proposed", "To Decide"),
    ("matched", "Matched"),
    ("returned", "Returned"),
    ("not_ours", "Not Ours"),
]
OPEN_STATES = ("sure", "proposed")
# Reasons for a manual decision: those of the rules, and those from accounting.
MATCH_REASONS = [
    ("reversal", "Possibly a reversed payment or a returned refund"),
    ("returned", "It reverses the payment of the order"),
    ("unproven", "The balances of its statement don't add up"),
    ("paid", "The order is paid already"),
    ("registered", "The payment is registered already: accept to settle it"),
    ("cancelled", "The order is cancelled"),
    ("confirmed", "The order is confirmed already, although it isn't paid"),
    ("doubtful", "It only looks like the number of the order"),
    ("parts", "The bank does not state the individual amounts of the batch"),
    ("currency", "Its currency differs from the order's"),
    ("future", "Its booking date is in the future, and it cannot be booked before"),
    ("old", "The order is too old to be paid automatically"),
    ("too_little", "It is less than the open amount of the order"),
    ("too_much", "It is more than the open amount of the order"),
    ("refused", "It could not be booked"),
]
# Reasons that require care before accepting.
RISKY_REASONS = ("reversal", "returned", "paid", "cancelled", "currency", "refused")
# Reasons why an order awaits no payment.
CLOSED_REASONS = ("paid", "cancelled", "confirmed")
