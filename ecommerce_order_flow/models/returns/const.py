# States of a return.
RETURN_STATES = [
    ("requested", "Return Requested"),
    ("approved", "Return Approved"),
    ("on_the_way", "Return in Transit"),
    ("received", "Return Received"),
    ("inspected", "Return Inspected"),
    ("settled", "Return Settled"),
    ("declined", "Return Declined"),
    ("cancelled", "Return Cancelled"),
    ("expired", "Return Expired"),
]
# States of returns that are not closed.
OPEN_STATES = ("requested", "approved", "on_the_way", "received", "inspected")
# States of returns of which nothing is expected anymore.
CLOSED_STATES = ("declined", "cancelled", "expired")

# Decisions about a return.
DECISIONS = [
    ("requested", "Not Decided"),
    ("approved", "Approved"),
    ("declined", "Declined"),
    ("cancelled", "Cancelled"),
    ("expired", "Expired"),
]

# Events after which the refund is due.
REFUND_TIMES = [
    ("approval", "When the Return Is Approved"),
    ("receipt", "When the Products Are Received"),
    ("inspection", "When the Products Are Inspected"),
]

# Who pays the parcel by which products come back.
PARCEL_PAYERS = [("customer", "The Customer"), ("shop", "The Shop")]

# In which condition returned products arrived.
CONDITIONS = [
    ("accepted", "As Expected"),
    ("damaged", "Damaged"),
    ("missing", "Missing"),
    ("other_product", "Other Product"),
    ("other_lot", "Other Lot or Serial Number"),
]

# What is done with them.
DESTINATIONS = [
    ("restock", "Restock"),
    ("quarantine", "Quarantine"),
    ("scrap", "Scrap"),
]

MAX_NOTE_LENGTH = 1000
MAX_KEY_LENGTH = 64

# Groups allowed to process returns.
SALES_GROUP = "sales_team.group_sale_salesman"
STOCK_GROUP = "stock.group_stock_user"
