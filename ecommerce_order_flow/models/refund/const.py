# States of a refund's payment.
PAYMENT_STATES = [
    ("queued", "Scheduled"),
    ("sending", "Sending"),
    ("to_transfer", "To Transfer"),
    ("pending", "Pending"),
    ("unknown", "Unknown"),
    ("failed", "Failed"),
    ("done", "Refunded"),
    ("discarded", "Discarded"),
]
# States of a refund: the least advanced state of its payments.
REFUND_STATES = [
    ("to_approve", "To Approve"),
    *PAYMENT_STATES,
    ("refused", "Refused"),
]
# The most urgent first.
STATES_BY_URGENCY = (
    "unknown",
    "failed",
    "to_transfer",
    "queued",
    "sending",
    "pending",
    "done",
    "discarded",
)
# States that need a decision.
ISSUE_STATES = ("unknown", "failed")
# States of amounts promised to the customer and not refunded yet.
OPEN_STATES = ("queued", "sending", "to_transfer", "pending", "unknown")
# States after which nothing happens anymore, unless the money comes back.
SETTLED_STATES = {"done", "discarded"}

REFUND_GROUP = "ecommerce_order_flow.group_refund"
APPROVAL_GROUP = "ecommerce_order_flow.group_refund_approval"
