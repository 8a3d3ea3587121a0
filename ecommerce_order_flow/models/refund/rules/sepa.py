"""Requirements of banks in the SEPA area."""

import re
import unicodedata

from text_unidecode import unidecode

# The usual spelling without umlauts; the library would only drop the dots.
LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "ẞ": "SS",
        "ø": "oe",
        "Ø": "Oe",
        "&": "+",
        "_": "-",
    }
)
BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
UNREADABLE = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")
LONGEST_NAME, LONGEST_TEXT = 70, 140
# Banks outside of these countries require a BIC as well.
ECONOMIC_AREA = frozenset(
    [
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"),
        *("HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO"),
        *("PL", "PT", "RO", "SE", "SI", "SK"),
    ]
)
OTHERS = frozenset(
    ["AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA"]
)
SEPA = ECONOMIC_AREA | OTHERS
# Prefix of our end-to-end ids, by which bank lines are recognized.
PREFIX = "REFUND"


def spell(text, length):
    """Return a text in the characters allowed by all banks, cut to a length.

    A reference must neither begin nor end with a slash, nor have two in a row.
    """
    composed = unicodedata.normalize("NFC", text or "").translate(LETTERS)
    readable = UNREADABLE.sub(" ", unidecode(composed))
    single = re.sub(r"/{2,}", "/", " ".join(readable.split()))
    return single[:length].strip(" /")


def make_end_to_end(payment_id, number):
    """Return the end-to-end id of a transfer.

    :param int number: The number of the attempt: returned transfers are made again.
    """
    return f"{PREFIX}-{payment_id}" + (f"-{number}" if number > 1 else "")


def read_bic(text):
    """Return a BIC in the format of the files, or an empty string if invalid."""
    bic = "".join((text or "").split()).upper()
    return bic if BIC.fullmatch(bic) else ""


def is_sepa(iban):
    return iban[:2] in SEPA


def needs_bic(iban):
    return iban[:2] not in ECONOMIC_AREA
