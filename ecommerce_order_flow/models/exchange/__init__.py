"""Exchanges: what customers want instead of a refund, and its delivery."""

from . import ecommerce_exchange_delivery
from . import ecommerce_exchange_money
from . import ecommerce_exchange_offer
from . import ecommerce_exchange_price
from . import ecommerce_exchange_repair
from . import ecommerce_exchange_reservation
from . import ecommerce_hold
from . import ecommerce_next_action
from . import ecommerce_order_facts
from . import ecommerce_return
from . import ecommerce_return_decision
from . import ecommerce_return_line
from . import ecommerce_return_money
from . import ecommerce_return_notifier
from . import ecommerce_return_policy
from . import ecommerce_return_request
from . import ecommerce_return_transfer
from . import ecommerce_shipping_check
from . import sale_order
from . import sale_order_line
from . import stock_location
from . import stock_move
from . import stock_rule
