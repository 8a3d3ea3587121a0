HOLD_REASONS = [
    ("address", "Check Address"),
    ("fraud", "Suspected Fraud"),
    ("payment", "Check Payment"),
    ("stock", "Check Stock"),
    ("customer", "Customer's Wish"),
    ("other", "Other"),
]

# What keeps a transfer from being done, in the order in which it is looked at.
SHIPPING_BLOCKERS = [
    ("hold", "On Hold"),
    ("payment", "Not Paid"),
    ("address", "Address"),
    ("stock", "Stock"),
    ("lot", "Lot or Serial Number"),
]

# What people have many transfers do at once.
SHIPPING_ACTIONS = [
    ("reserve", "Reserve"),
    ("pick", "Pick"),
    ("pack", "Pack"),
    ("ship", "Ship"),
    ("all", "All Remaining Steps"),
]
