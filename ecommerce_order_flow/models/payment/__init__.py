from . import ecommerce_failure
from . import ecommerce_next_action
from . import ecommerce_payment_check
from . import ecommerce_reward_check
from . import ecommerce_stock_check
from . import payment_transaction
from . import sale_order
