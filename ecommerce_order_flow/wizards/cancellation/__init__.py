from . import ecommerce_order_cancellation
