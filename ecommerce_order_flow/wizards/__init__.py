from . import ecommerce_cart_reminder_preview
from . import ecommerce_invoice_run
from . import ecommerce_order_hold
