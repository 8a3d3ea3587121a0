from . import awaiting
from . import bank
from . import cancellation
from . import cart
from . import delivery
from . import shipping
