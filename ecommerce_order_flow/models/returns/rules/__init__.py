"""Rules of returns: pure functions, without the ORM."""

from . import fees
from . import findings
from . import period
from . import photos
from . import quantities
from . import states
