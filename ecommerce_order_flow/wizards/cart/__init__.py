from . import ecommerce_cart_reminder_preview
