"""Profiles: known peculiarities of the files of one origin."""

import re
from dataclasses import dataclass, field

from babel import Locale

from .matching import OF_A_SAMPLE

COUNTRIES = {name: code for code, name in Locale("en").territories.items()}


@dataclass(frozen=True)
class Profile:
    """How to read a file; without peculiarities by default."""

    currency: str = "GBP"
    required: tuple = ("InvoiceNo", "StockCode", "CustomerID")
    cancellations: str = "(?!)"  # pattern of their numbers; the group may name an order
    services: frozenset = frozenset()  # stock codes of what is never shipped
    countries: dict = field(default_factory=dict)  # codes by the file's own names
    nowhere: frozenset = frozenset()  # names of no country: the seller's is used
    home: str = "GB"
    no_orders: dict = field(default_factory=dict)  # values of lines that are no orders
    unmatched: frozenset = frozenset()  # accepted reasons for cancellations

    def get_cancelled(self, number):
        """Return the order named by the number of a cancellation, or None."""
        match = re.fullmatch(self.cancellations, number)
        return match and match[1]

    def get_country(self, name):
        """Return the code of a country, or None."""
        own = self.home if name in self.nowhere else self.countries.get(name)
        return own or COUNTRIES.get(name)

    def explain_no_order(self, named):
        """Return what a line, given by columns, is instead of an order, or None."""
        lines = self.no_orders.items()
        return next((it for it, values in lines if values <= named.items()), None)


PLAIN = Profile()
ONLINE_RETAIL = Profile(
    required=("InvoiceNo", "StockCode"),  # Lines without CustomerID are guests'.
    cancellations=r"C(\d+)",
    # Postage, manual entries, discounts, samples, fees, donations.
    services=frozenset(
        (
            "POST",
            "DOT",
            "M",
            "D",
            "BANK CHARGES",
            "AMAZONFEE",
            "S",
            "CRUK",
            "PADS",
            "C2",
        )
    ),
    countries={
        "Channel Islands": "JE",
        "Czech Republic": "CZ",
        "EIRE": "IE",
        "Hong Kong": "HK",
        "RSA": "ZA",
        "USA": "US",
    },
    nowhere=frozenset(("European Community", "Unspecified")),
    no_orders={
        "correction of the stock": {"UnitPrice": "0", "CustomerID": ""}.items(),
        "gift to a customer": {"UnitPrice": "0"}.items(),
    },
    unmatched=OF_A_SAMPLE,
)
PROFILES = {"online-retail": ONLINE_RETAIL, "plain": PLAIN}
