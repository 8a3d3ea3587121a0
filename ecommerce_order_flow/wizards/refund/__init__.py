from . import ecommerce_order_cancellation
from . import ecommerce_order_refund
from . import ecommerce_refund_file_creation
from . import ecommerce_refund_registration
