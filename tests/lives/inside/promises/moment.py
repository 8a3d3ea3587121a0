"""The input of the promises."""

from dataclasses import dataclass, field

from ..ledger import Ledger
from ..snapshot import Snapshot


@dataclass
class Moment:
    """An act, and the order's state before it, after it and after the automations."""

    act: str
    before: Snapshot
    acted: Ledger  # before the automations ran
    after: Snapshot
    logged: list = field(default_factory=list)  # errors in the log
    exception: str = ""
