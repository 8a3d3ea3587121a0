"""The payment rules and the bank file reader alone, without Odoo."""

import json
import sys
from datetime import date
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ADDON = Path(__file__).parents[2] / "ecommerce_order_flow"
DATA = ADDON / "tests" / "bank" / "data"


def load(name, folder):
    """Import a package without the addon, whose other modules need Odoo."""
    spec = spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


bank_file = load("bank_file", ADDON / "wizards" / "bank" / "bank_file")
rules = load("bank_rules", ADDON / "models" / "bank" / "rules")


def read_json(name):
    return json.loads((DATA / name).read_text())


WAITING = [
    rules.WaitingOrder(
        key=order["name"],
        references=(order["name"],),
        amount=Decimal(order["amount"]),
        currency=order["currency"],
        placed_on=date(2026, 11, 1),
        payers=(order["customer"],),
    )
    for order in read_json("orders.json")
]
ORDERS = {order.key: order.amount for order in WAITING}


def get_texts(line):
    """Return the texts of a statement line that the payer wrote."""
    parts = [text for part in line.parts for text in (part.purpose, part.end_to_end)]
    return (line.purpose, line.end_to_end, line.structured, *parts)


def find_wrong_mentions(lines, expected):
    """Return the lines whose orders aren't found, or that name other orders."""
    finder = rules.ReferenceFinder([(name, name) for name in ORDERS])
    wrong = []
    for line, right in zip(lines, expected, strict=True):
        found = finder.find(*get_texts(line))
        named = set(right["orders"])
        possible = named | set(right.get("maybe", ()))
        is_right = found.named <= named <= found.named | found.doubtful <= possible
        wrong += [] if is_right else [(line, found)]
    return wrong


def make_booking(line, statement):
    """Return the booking to decide on for a line."""
    return rules.Booking(
        amount=line.amount,
        currency=line.currency,
        booked_on=line.booked_on,
        texts=get_texts(line),
        is_booked=line.is_booked,
        is_reversal=line.is_reversal,
        is_proven=statement.is_proven is not False,
        has_parts=bool(line.parts),
        payer=line.payer,
        iban=line.iban,
    )
