"""Reading of amounts in the notation of the bank, which is never guessed.

``1.000`` is one thousand at a German bank and one at an English one.
"""

import re
from decimal import Decimal

CENTS = Decimal("0.01")
MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}", "--")
GROUP_SEPARATORS = (
    "'\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} "
)
UNITS = re.compile(r"[A-Z]{3}|[€$£]")
MARKS = {"H": 1, "S": -1}  # Haben, Soll
LIMIT = Decimal(10) ** 15  # above any balance; floats are exact to the cent below it


def read_amount(text, decimal=","):
    """Return an amount, or None for an empty text.

    :param str decimal: The decimal separator.
    :raise ValueError: If it is no amount in this notation.
    """
    text = UNITS.sub("", text.translate(MINUS)).strip()
    if not text:
        return None
    sign = 1
    if text[-1] in MARKS:
        text, sign = text[:-1].strip(), MARKS[text[-1]]
    groups = "." if decimal == "," else ","
    groups = re.escape(groups + GROUP_SEPARATORS)
    grammar = rf"[+-]?(\d+|\d{{1,3}}([{groups}]\d{{3}})+)({re.escape(decimal)}\d+)?"
    if not re.fullmatch(grammar, text):
        raise ValueError(text)
    plain = re.sub(f"[{groups}]", "", text).replace(decimal, ".")
    amount = sign * check_amount(Decimal(plain))
    has_cents = amount.as_tuple().exponent <= CENTS.as_tuple().exponent
    return amount if has_cents else amount.quantize(CENTS)


def check_amount(amount):
    """Return an amount that can be booked.

    :raise ValueError: If it is no number, or larger than any balance.
    """
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise ValueError(amount)
    return amount
