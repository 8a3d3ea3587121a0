"""Words for reversals, and for returned outgoing payments."""

import re

REVERSAL = re.compile(
    r"\b(storno\w*|retouren?|r(ü|ue)ck(lastschrift|(ü|ue)berweisung|l(ä|ae)ufer)"
    r"|nicht ausf(ü|ue)hrbar|return/refund|chargeback|dispute|zahlungsbeschwerde)\b",
    re.IGNORECASE,
)


def is_reversal(*texts):
    """Return whether one of the texts describes a reversal."""
    return any(map(REVERSAL.search, texts))
