# What customers are told about a parcel.
PARCEL_KINDS = [
    ("shipped", "Shipped"),
    ("tracking", "Tracking Number Added or Changed"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("picked_up", "Picked Up"),
]

# What customers are told.
NOTIFICATION_KINDS = [
    ("confirmation", "Order Confirmation"),
    ("payment_pending", "Payment Pending"),
    ("payment_received", "Payment Received"),
    ("invoice", "Invoice"),
    ("cancellation", "Cancellation"),
    *PARCEL_KINDS,
]

# What becomes of the order; each takes back what was told before.
VERDICTS = ("confirmation", "cancellation")
