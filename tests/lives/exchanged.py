"""Lives of orders whose customers exchange something."""

from .telling import life

# What customers choose, in the order of the form.
SAME, CHEAPER, DEARER, REPAIR = range(4)
ARRIVED = ("pay", "ship", "set_delivered")
EXCHANGES = {
    "exchanged for the same": life(
        *ARRIVED, ("ask_exchange", SAME), "receive_return", "exchange_return", "ship"
    ),
    "exchanged for a dearer one": life(
        *ARRIVED,
        ("ask_exchange", DEARER),
        "receive_return",
        "exchange_return",
        "pay_difference",
        "ship",
        "set_delivered",
    ),
    "exchanged for a dearer one that nobody pays": life(
        *ARRIVED, ("ask_exchange", DEARER), "receive_return", "exchange_return"
    ),
    "exchanged for a cheaper one": life(
        *ARRIVED, ("ask_exchange", CHEAPER), "receive_return", "exchange_return", "ship"
    ),
    "exchanged without documents": life(
        *ARRIVED,
        ("ask_exchange", CHEAPER),
        "receive_return",
        "exchange_return",
        "ship",
        rule="on_request",
    ),
    "repaired": life(
        *ARRIVED, ("ask_exchange", REPAIR), "receive_return", "send_back", "ship"
    ),
    "cannot be repaired": life(
        *ARRIVED,
        ("ask_exchange", REPAIR),
        "receive_return",
        "refund_instead",
        "refund_return",
    ),
    "exchange given up": life(*ARRIVED, "ask_exchange", "give_return_up"),
    "sold out, and refunded instead": life(
        *ARRIVED,
        ("ask_exchange", DEARER),
        "refund_instead",
        "receive_return",
        "refund_return",
    ),
    "exchanged after a discount": life(
        *ARRIVED,
        ("ask_exchange", CHEAPER),
        "receive_return",
        "exchange_return",
        "ship",
        discount=10,
    ),
    "the replacement comes back": life(
        *ARRIVED,
        ("ask_exchange", CHEAPER),
        "receive_return",
        "exchange_return",
        "ship",
        "ask_return",
        "receive_return",
        "refund_return",
    ),
}
