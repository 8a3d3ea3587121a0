# Notifications about a parcel.
PARCEL_KINDS = [
    ("shipped", "Shipped"),
    ("tracking", "Tracking Number Added or Changed"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("picked_up", "Picked Up"),
]

# All notifications.
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
    ("refund", "Refund"),
    ("refund_account", "Account for the Refund"),
    ("return_requested", "Return Requested"),
    ("return_approved", "Return Approved"),
    ("return_declined", "Return Declined"),
    ("return_cancelled", "Return Cancelled"),
    ("return_expired", "Return Expired"),
    ("return_valued", "Loss of Value of a Return"),
    ("return_link", "Link to the Return Form"),
    ("exchange_payment", "Payment for an Exchange"),
    *PARCEL_KINDS,
]

# Receipts of an order, of which a customer gets one.
RECEIPTS = ("order_received", "order_accepted")

# Notifications that accept the order and so conclude the contract.
ACCEPTANCES = ("order_accepted", "confirmation")

# Notifications about the outcome of the order; each supersedes the previous one.
CANCELLATIONS = ("cancellation", "payment_expired")
VERDICTS = ("confirmation", *CANCELLATIONS)

# Content of the email for orders awaiting payment.
WAITING_MAILS = [
    ("accept", "Accept the order and ask for the payment"),
    ("receipt", "Only confirm the receipt of the order"),
]

# Context key of the transaction that an email is about.
TRANSACTION = "ecommerce_order_flow_transaction_id"

# The frame of all emails but the cart reminders, which have no message.
MAIL_LAYOUT = "ecommerce_order_flow.shipment_mail_layout"

# Whose order emails have the order attached as PDF.
ORDER_PDFS = [
    ("always", "Always"),
    ("business", "Businesses"),
    ("never", "Never"),
]
