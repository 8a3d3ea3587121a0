"""Attribution of a provider's refunds to a request."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ...status.rules.amounts import compare

# Possible difference between the clocks of provider and shop.
CLOCKS = timedelta(minutes=2)


class Unclear(Exception):
    """A refund can't be attributed: a user has to decide."""


@dataclass(frozen=True)
class ToldRefund:
    """A refund reported by a provider.

    :ivar state: The state of the refund transaction: `done`, `pending`, `cancel` or
        `error`.
    :ivar reference: The reference given by the requester; empty if not reported.
    :ivar created_at: In UTC; None if not reported.
    """

    id: str
    amount: float
    currency: str
    state: str
    reference: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """A request for a refund.

    :ivar has_twins: Whether other refunds of the payment lack a response, too.
    """

    reference: str
    amount: float
    currency: str
    rounding: float
    sent_at: datetime
    has_twins: bool = False

    def is_alike(self, told):
        """Return whether a refund has the same amount and currency."""
        is_same = not compare(told.amount, self.amount, self.rounding)
        return is_same and told.currency.upper() == self.currency.upper()

    def is_later(self, told):
        """Return whether a refund was made after the request."""
        return told.created_at and told.created_at >= self.sent_at - CLOCKS


def find_ours(asked, strangers):
    """Return the refund that was requested, or None if there is none.

    :param list[ToldRefund] strangers: The refunds not attributed to others.
    :raise Unclear: If it can't be decided.
    """
    named = [told for told in strangers if told.reference == asked.reference]
    if len(named) == 1 and asked.is_alike(named[0]):
        return named[0]
    if not strangers:
        return None
    if named or len(strangers) > 1 or asked.has_twins or strangers[0].reference:
        raise Unclear
    if asked.is_alike(strangers[0]) and asked.is_later(strangers[0]):
        return strangers[0]
    raise Unclear
