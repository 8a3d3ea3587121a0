"""What promises are looked at after."""

from dataclasses import dataclass, field

from ..ledger import Ledger
from ..snapshot import Snapshot


@dataclass
class Moment:
    """An act, and how the order stood before, after it and after the automations."""

    act: str
    before: Snapshot
    acted: Ledger  # before the automations ran
    after: Snapshot
    logged: list = field(default_factory=list)  # errors in the log
    exception: str = ""
