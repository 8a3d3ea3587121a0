from . import ecommerce_order_hold
