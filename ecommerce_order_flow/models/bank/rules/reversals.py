"""Words by which banks describe reversals and returns."""

import re

WORDS = re.compile(
    r"\b(?:r(?:ü|ue)ck(?:buchung|last|lastschrift|(?:ü|ue)berweisung|zahlung|ruf|gabe)"
    r"|storn(?:o|iert|ierung)|storno\w+|retoure|return(?:ed)?|reversal|reversed"
    r"|charge ?back|refund(?:ed)?|rejected)\b"
    # Return reason codes (ISO 20022).
    r"|\b(?:AC0[1-6]|AM0[4-9]|MD0[1-7]|MS0[23]|SL0[1-4])\b",
    re.IGNORECASE,
)


def tells_of_reversal(text):
    """Return whether a text describes a reversal, at least possibly."""
    return bool(WORDS.search(text))
