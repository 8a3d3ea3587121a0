"""Rules of exchanges: pure functions, without the ORM."""

from . import prices
from . import quantities
