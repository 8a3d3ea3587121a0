"""The orders' lives: every status that an order can have is one order's at least."""

# Of stories that begin on the same day, those imported first are told first.
from . import shopping, goods, endings, holds
from .endings import deliver_and_invoice
from .telling import tell_stories

__all__ = ["deliver_and_invoice", "tell_stories"]
