from . import ecommerce_next_action
from . import ecommerce_offline_payment
from . import ecommerce_order_facts
from . import ecommerce_payment_deadline
from . import payment_provider
from . import payment_transaction
from . import sale_order
