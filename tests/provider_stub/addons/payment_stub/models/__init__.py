from . import ecommerce_refund_inquiry
from . import payment_provider
from . import payment_transaction
