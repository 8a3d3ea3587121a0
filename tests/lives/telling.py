"""The notation of named lives."""

CENTS = {"price": 10.03, "tax": "19"}
BY_DELIVERY = {"policy": "delivery"}
SERVICE = {"kind": "service"}


def life(*acts, lines=({},), **order):
    """Return a life as the player takes it."""
    named = [
        (act, []) if isinstance(act, str) else (act[0], list(act[1:])) for act in acts
    ]
    return {"acts": named, "order": {"lines": list(lines), **order}}
