"""Knows the words for what undoes a booking, or brings a payment of ours back."""

import re

REVERSAL = re.compile(
    r"\b(storno\w*|retouren?|r(ü|ue)ck(lastschrift|(ü|ue)berweisung|l(ä|ae)ufer)"
    r"|nicht ausf(ü|ue)hrbar|return/refund|chargeback|dispute|zahlungsbeschwerde)\b",
    re.IGNORECASE,
)


def is_reversal(*texts):
    """Tell whether one of some texts says so."""
    return any(map(REVERSAL.search, texts))
