"""Rules that match incoming payments with orders.

Pure Python, without Odoo: bookings and waiting orders become decisions. Orders are
found by their references (`references`) and paid if everything fits (`matching`); any
doubt makes a proposal for a user, with shares (`allocation`).
"""

from .allocation import allocate, is_serious
from .matching import (
    REASONS,
    Booking,
    Decision,
    Matcher,
    WaitingOrder,
    decide,
)
from .references import Mentions, ReferenceFinder
from .reversals import tells_of_reversal
from .words import get_letters, get_words
