# What became of money that may be for web orders.
MATCH_STATES = [
    ("sure", "Being Booked"),
    ("proposed", "To Decide"),
    ("matched", "Matched"),
    ("returned", "Returned"),
    ("not_ours", "Not Ours"),
]
# Why a person has to decide: the doubts of the rules, and what only the books tell.
MATCH_REASONS = [
    ("reversal", "It may take a payment back, or be a refund that came back"),
    ("returned", "It takes the payment of the order back"),
    ("unproven", "The balances of its statement don't add up"),
    ("paid", "The order is paid already"),
    ("registered", "The payment is registered already: accept to settle it"),
    ("cancelled", "The order is cancelled"),
    ("confirmed", "The order is confirmed already, although it isn't paid"),
    ("doubtful", "It only looks like the number of the order"),
    ("parts", "The bank doesn't tell the single amounts of the batch"),
    ("currency", "It is another currency than the order's"),
    ("old", "The order is too old to be paid by itself"),
    ("too_little", "It is less than the order asks for"),
    ("too_much", "It is more than the order asks for"),
    ("refused", "It couldn't be booked"),
]
# Reasons to look twice before anything is accepted.
RISKY_REASONS = ("reversal", "returned", "paid", "cancelled", "currency", "refused")
