# In this order: each room builds on those above it.
from . import engine
from . import status
from . import cart
from . import payment
from . import awaiting
from . import reservation
from . import bank
from . import invoicing
from . import delivery
from . import shipping
from . import cancellation
from . import notification
from . import returns
from . import refund
from . import exchange
from . import dashboard
