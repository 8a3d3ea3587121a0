"""The state of a return, computed from its facts.

=========  ========================================================  ===========
Decision   Products                                                  State
=========  ========================================================  ===========
requested  any                                                       requested
declined   any                                                       declined
cancelled  any                                                       cancelled
expired    any                                                       expired
approved   expected, no tracking number                              approved
approved   expected, with a tracking number; or partly received      on_the_way
approved   none received, and none expected                          cancelled
approved   missing in the parcel that arrived, and none expected     settled
approved   received, to be inspected                                 received
approved   inspected, its loss of value to be decided                inspected
approved   received, and the accepted ones aren't refunded yet       inspected
approved   received, and the accepted ones are refunded, if any      settled
=========  ========================================================  ===========

Without an inspection, received products are *received* until they are settled.
"""

from dataclasses import dataclass

CLOSED_DECISIONS = ("requested", "declined", "cancelled", "expired")


@dataclass
class Case:
    """The facts of a return."""

    decision: str = "requested"
    is_coming: bool = False
    has_tracking: bool = False
    is_here: bool = False  # any quantity, even a part of a kit
    is_missing: bool = False  # something of it, in the parcel that arrived
    needs_inspection: bool = False
    is_inspected: bool = False
    is_undecided: bool = False  # how much of the price is refunded
    accepted: float = 0.0
    is_refunded: bool = False


def get_state(case):
    """Return the state computed from the facts of a return."""
    if case.decision in CLOSED_DECISIONS:
        return case.decision
    if case.is_coming:
        return "on_the_way" if case.has_tracking or case.is_here else "approved"
    if not case.is_here:
        return "settled" if case.is_missing else "cancelled"
    if case.needs_inspection and not case.is_inspected:
        return "received"
    is_settled = case.is_refunded or case.accepted <= 0
    if is_settled and not case.is_undecided:
        return "settled"
    return "inspected" if case.is_inspected else "received"
