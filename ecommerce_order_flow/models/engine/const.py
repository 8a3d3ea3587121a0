ADDON = "ecommerce_order_flow"
# Delivery status of an email.
MAIL_STATUSES = [
    ("queued", "Queued"),
    ("sent", "Sent"),
    ("failed", "Failed"),
    ("superseded", "Superseded"),
    ("none", "No Recipient"),
]
