"""Returns by online form: requests, cases, transfers and decisions."""

from . import ecommerce_failure
from . import ecommerce_next_action
from . import ecommerce_notification
from . import ecommerce_order_facts
from . import ecommerce_payment_check
from . import ecommerce_return
from . import ecommerce_return_arrival
from . import ecommerce_return_check
from . import ecommerce_return_decision
from . import ecommerce_return_desk
from . import ecommerce_return_expiry
from . import ecommerce_return_info
from . import ecommerce_return_inspector
from . import ecommerce_return_line
from . import ecommerce_return_finding  # It extends the line.
from . import ecommerce_return_lookup
from . import ecommerce_return_money
from . import ecommerce_return_notifier
from . import ecommerce_return_offer
from . import ecommerce_return_photo
from . import ecommerce_return_policy
from . import ecommerce_return_reason
from . import ecommerce_return_receipt
from . import ecommerce_return_request
from . import ecommerce_return_stock
from . import ecommerce_return_terms
from . import ecommerce_return_transfer
from . import res_config_settings
from . import sale_order
from . import sale_order_line
from . import stock_move
from . import stock_warehouse
from . import website
