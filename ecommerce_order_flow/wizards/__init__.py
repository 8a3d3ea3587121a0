from . import ecommerce_cart_reminder_preview
from . import ecommerce_delivery_import
from . import ecommerce_delivery_import_column
from . import ecommerce_delivery_import_line
from . import ecommerce_invoice_run
from . import ecommerce_order_cancellation
from . import ecommerce_order_hold
