HOLD_REASONS = [
    ("address", "Check Address"),
    ("fraud", "Suspected Fraud"),
    ("payment", "Check Payment"),
    ("stock", "Check Stock"),
    ("customer", "Customer Request"),
    ("other", "Other"),
]

# What blocks a transfer, in the order of the checks.
SHIPPING_BLOCKERS = [
    ("hold", "On Hold"),
    ("payment", "Not Paid"),
    ("address", "Address"),
    ("stock", "Stock"),
    ("lot", "Lot or Serial Number"),
]

# Bulk actions on transfers.
SHIPPING_ACTIONS = [
    ("reserve", "Reserve"),
    ("pick", "Pick"),
    ("pack", "Pack"),
    ("ship", "Ship"),
    ("all", "Run All Steps"),
]
