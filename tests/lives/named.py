"""Lives with a name: an order, where it isn't the plain one, and its acts in a row.

Numbers behind an act say what it decides by; without them it takes the first and half.
"""


def life(*acts, **order):
    """Return a life as it is led."""
    named = [(act, []) if isinstance(act, str) else (act[0], list(act[1:])) for act in acts]
    return {"acts": named, "order": {"lines": [{}], **order}}


LIVES = {
    "paid, shipped and delivered": life("pay", "ship", "set_delivered"),
    "blocked, shipped and captured": life("authorize", "ship", "capture", "set_delivered"),
    "a business gets its invoice": life("pay", "ship", "set_delivered", business=True),
    "paid in two parts": life("pay_too_little", "pay_the_rest", "ship", "set_delivered"),
    "wire transfer that comes": life("promise_transfer", "receive_transfer", "ship"),
    "wire transfer that never comes": life("promise_transfer", "lose_transfer", "pay"),
    "declined, then paid": life("fail", "pay", "ship", "set_delivered"),
    "two parcels": life("pay", "ship_in_part", "ship", "set_delivered"),
    "cancelled before payment": life("confirm", "cancel_as_customer"),
    "cancelled and refunded": life("pay", "cancel_as_customer", "refund"),
    "blocked and cancelled": life("authorize", "cancel_as_staff"),
}
