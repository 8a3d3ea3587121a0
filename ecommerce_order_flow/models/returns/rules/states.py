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
approved   received, to be inspected                                 received
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
    needs_inspection: bool = False
    is_inspected: bool = False
    accepted: float = 0.0
    is_refunded: bool = False


def get_state(case):
    """Return the state computed from the facts of a return."""
    if case.decision in CLOSED_DECISIONS:
        return case.decision
    if case.is_coming:
        return "on_the_way" if case.has_tracking or case.is_here else "approved"
    if not case.is_here:
        return "cancelled"
    if case.needs_inspection and not case.is_inspected:
        return "received"
    if case.is_refunded or case.accepted <= 0:
        return "settled"
    return "inspected" if case.is_inspected else "received"
