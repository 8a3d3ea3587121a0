"""Which orders incoming money pays.

Plain Python, without Odoo: what is booked, and the orders that wait, become decisions.
Orders are found by their references (`references`) and confirmed if everything fits
(`matching`); whatever leaves a doubt is a proposal for a person, who sees how it would
be shared (`allocation`).
"""

from .allocation import allocate
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
