"""Returns by online form: what customers send back, and what comes of it."""

from . import ecommerce_failure
from . import ecommerce_next_action
from . import ecommerce_order_facts
from . import ecommerce_payment_check
from . import sale_order
from . import sale_order_line
