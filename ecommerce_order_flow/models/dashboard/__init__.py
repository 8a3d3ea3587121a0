"""Dashboard: figures and the timeline of all rooms."""

from . import ecommerce_automation
from . import ecommerce_customer_time
from . import ecommerce_return_line
