"""Content of the QR code of a SEPA credit transfer: EPC069-12, version 002.

Banking apps read it and fill in the transfer; in Germany it is called GiroCode.
"""

from decimal import Decimal

LONGEST_NAME = 70
LONGEST_REFERENCE = 140
# Capacity of the largest code allowed by the standard.
MOST_BYTES = 331
LEAST_AMOUNT, MOST_AMOUNT = Decimal("0.01"), Decimal("999999999.99")
UTF_8 = "1"


def build_epc_payload(name, iban, amount, reference, bic=""):
    """Return the lines of a code for a payment in euros.

    :param float amount: In euros.
    :return: An empty string if apps couldn't read it.
    """
    amount = Decimal(f"{amount:.2f}")
    name, reference = _clean(name, LONGEST_NAME), _clean(reference, LONGEST_REFERENCE)
    is_possible = LEAST_AMOUNT <= amount <= MOST_AMOUNT and is_iban(iban)
    if not (is_possible and name and reference):
        return ""
    payload = "\n".join(
        [
            "BCD",
            "002",
            UTF_8,
            "SCT",
            bic if len(bic or "") in (8, 11) else "",
            name,
            iban,
            f"EUR{amount.normalize():f}",
            "",  # Purpose
            "",  # Structured reference, checked by some banks only
            reference,
        ]
    )
    return payload if len(payload.encode()) <= MOST_BYTES else ""


def is_iban(number):
    """Return whether an account number without blanks is an IBAN."""
    number = number or ""
    if not (15 <= len(number) <= 34 and number.isascii() and number.isalnum()):
        return False
    if not (number[:2].isalpha() and number[2:4].isdigit()):
        return False
    digits = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    return int(digits) % 97 == 1


def group_iban(iban):
    """Return an IBAN in groups of four characters."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def _clean(text, length):
    """Return a text on one line, cut off at a length."""
    return " ".join((text or "").split())[:length].rstrip()
