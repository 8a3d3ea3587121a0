from . import awaiting
from . import bank
from . import cancellation
from . import cart
from . import delivery
from . import refund
from . import returns
from . import shipping
