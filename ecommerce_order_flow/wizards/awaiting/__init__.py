from . import ecommerce_payment_registration
