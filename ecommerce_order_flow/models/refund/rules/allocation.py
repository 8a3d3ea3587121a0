"""Allocation of a refund to the customer's payments."""

from dataclasses import dataclass

from ...status.rules.amounts import compare, round_amount

# How far a provider can refund a payment.
NONE, FULL_ONLY, PARTIAL = "none", "full_only", "partial"


@dataclass(frozen=True)
class Source:
    """A payment of the customer with the amount that can be refunded.

    Refunds made or pending are deducted: `left`.
    """

    id: int
    amount: float
    left: float
    support: str = PARTIAL

    def can_give(self, amount, rounding):
        """Return whether the provider can refund exactly this amount."""
        if self.support == FULL_ONLY:
            is_whole = not compare(self.left, self.amount, rounding)
            return is_whole and not compare(amount, self.amount, rounding)
        return self.support == PARTIAL


@dataclass(frozen=True)
class Share:
    """The part of a refund made by a payment.

    `source_id` is None for payments without a transaction. What the provider doesn't
    refund is transferred manually.
    """

    source_id: int | None
    amount: float
    is_by_provider: bool


def allocate(amount, sources, rounding):
    """Allocate a refund to the payments, the newest one first.

    Payments that can't be refunded by the provider, or not partially, are skipped while
    others suffice; the rest is transferred manually.

    :param sources: The payments, the newest one first.
    :return: The shares; their sum is the amount.
    """
    shares, passed_over = [], []
    rest = amount
    for source in sources:
        part = _take(rest, source, rounding)
        if compare(part, 0.0, rounding) <= 0:
            continue
        if not source.can_give(part, rounding):
            passed_over.append(source)
            continue
        shares.append(Share(source.id, part, True))
        rest = round_amount(rest - part, rounding)
    for source in passed_over:
        part = _take(rest, source, rounding)
        if compare(part, 0.0, rounding) > 0:
            shares.append(Share(source.id, part, False))
            rest = round_amount(rest - part, rounding)
    if compare(rest, 0.0, rounding) > 0:
        shares.append(Share(None, rest, False))
    return shares


def _take(rest, source, rounding):
    return round_amount(min(rest, source.left), rounding)
