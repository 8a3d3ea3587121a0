# The customer's money, from the least to the most advanced.
PAYMENT_STATUSES = [
    ("unpaid", "Unpaid"),
    ("pending", "Pending"),
    ("authorized", "Authorized"),
    ("partially_paid", "Partially Paid"),
    ("paid", "Paid"),
    ("overpaid", "Overpaid"),
    ("partially_refunded", "Partially Refunded"),
    ("refunded", "Refunded"),
    ("failed", "Failed"),
]

# The customer's goods.
FULFILLMENT_STATUSES = [
    ("nothing", "Nothing to Ship"),
    ("to_ship", "To Ship"),
    ("picking", "Picking"),
    ("packed", "Packed"),
    ("partially_shipped", "Partially Shipped"),
    ("shipped", "Shipped"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("delivered", "Delivered"),
]

# The goods on their way back.
RETURN_STATUSES = [
    ("none", "No Return"),
    ("requested", "Requested"),
    ("approved", "Approved"),
    ("on_the_way", "On the Way"),
    ("received", "Received"),
    ("settled", "Settled"),
]

# Where the whole order stands: the columns of the kanban.
FLOW_STAGES = [
    ("cart", "Cart"),
    ("awaiting_payment", "Awaiting Payment"),
    ("to_confirm", "To Confirm"),
    ("to_ship", "To Ship"),
    ("shipped", "Shipped"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]

HOLD_REASONS = [
    ("address", "Check Address"),
    ("fraud", "Suspected Fraud"),
    ("payment", "Check Payment"),
    ("stock", "Check Stock"),
    ("customer", "Customer's Wish"),
    ("other", "Other"),
]

# Payment statuses with which the customer owes the shop nothing more.
PAID_STATUSES = ("paid", "overpaid", "partially_refunded", "refunded")

# Fulfillment statuses with which goods still have to leave the warehouse.
OPEN_FULFILLMENT_STATUSES = (
    "to_ship",
    "picking",
    "packed",
    "partially_shipped",
    "ready_for_pickup",
)

# Return statuses with which goods or money still have to move.
OPEN_RETURN_STATUSES = ("requested", "approved", "on_the_way", "received")

# What becomes of a record with which an automation failed.
FAILURE_STATES = [
    ("ignored", "Ignored"),
    ("retry", "Will Be Tried Again"),
    ("stuck", "Needs a Person"),
]

# What only people can decide.
FAILURE_CASES = [
    ("amount_differs", "Amount Differs"),
    ("paid_twice", "Paid Twice"),
    ("paid_after_cancellation", "Paid After Cancellation"),
    ("out_of_stock", "Paid but Out of Stock"),
]

# The mails that an order owes its customer.
ORDER_MAIL_KINDS = [
    ("confirmation", "Order Confirmation"),
    ("payment_pending", "Payment Pending"),
    ("payment_received", "Payment Received"),
    ("invoice", "Invoice"),
]

# Whether a mail left.
MAIL_STATUSES = [
    ("queued", "Queued"),
    ("sent", "Sent"),
    ("failed", "Failed"),
    ("none", "Nothing to Send"),
]

# When an invoice is created.
INVOICE_RULES = [
    ("never", "Never (by hand)"),
    ("on_request", "On request"),
    ("on_payment", "On payment"),
    ("on_shipment", "On shipment"),
]

# What came of invoicing an order.
INVOICE_RESULTS = [
    ("created", "Created"),
    ("existing", "Existed Already"),
    ("failed", "Failed"),
]
