"""Which orders incoming money pays.

Plain Python, without Odoo: what is booked, and the orders that wait, become decisions.
Orders are found by their references (`references`) and confirmed if everything fits
(`matching`); whatever leaves a doubt is a proposal for a person.
"""

from .matching import (
    REASONS,
    Booking,
    Decision,
    WaitingOrder,
    decide,
)
from .references import Mentions, ReferenceFinder
