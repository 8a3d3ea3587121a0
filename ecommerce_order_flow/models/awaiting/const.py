# What becomes of an order whose customer pays later, or elsewhere.
WAITING_POLICIES = [
    ("odoo", "As Odoo"),
    ("reserve", "Reserve Stock until the Deadline"),
    ("confirm", "Confirm at Once, Hold the Delivery until Paid"),
]
PERIOD_UNITS = [
    ("days", "Days"),
    ("working_days", "Working Days"),
    ("hours", "Hours"),
]
