# What customers are told about a parcel.
PARCEL_KINDS = [
    ("shipped", "Shipped"),
    ("tracking", "Tracking Number Added or Changed"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("picked_up", "Picked Up"),
]

# What customers are told.
NOTIFICATION_KINDS = [
    ("order_received", "Order Receipt"),
    ("order_accepted", "Order Accepted, Payment Requested"),
    ("confirmation", "Order Confirmation"),
    ("payment_pending", "Payment Pending"),
    ("payment_received", "Payment Received"),
    ("payment_reminder", "Payment Reminder"),
    ("payment_expired", "Payment Expired"),
    ("invoice", "Invoice"),
    ("cancellation", "Cancellation"),
    *PARCEL_KINDS,
]

# That the order arrived; a customer gets one of them.
RECEIPTS = ("order_received", "order_accepted")

# What becomes of the order; each takes back what was told before.
CANCELLATIONS = ("cancellation", "payment_expired")
VERDICTS = ("confirmation", *CANCELLATIONS)

# What the mail says that customers get whose orders wait for their payment.
WAITING_MAILS = [
    ("accept", "Accept the order and ask for the payment"),
    ("receipt", "Only confirm the receipt of the order"),
]
