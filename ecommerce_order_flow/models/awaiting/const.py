# What becomes of an order whose customer pays later, or elsewhere.
WAITING_POLICIES = [
    ("odoo", "As Odoo"),
    ("reserve", "Reserve Stock until the Deadline"),
    ("confirm", "Confirm at Once, Hold the Delivery until Paid"),
]
# Of orders it is also known that they are paid when the goods are handed over, after
# their customers had chosen otherwise.
ORDER_POLICIES = [*WAITING_POLICIES, ("door", "Confirm at Once, Paid at the Door")]
DOOR_MODES = ("cash_on_delivery", "on_site")
PERIOD_UNITS = [
    ("days", "Days"),
    ("working_days", "Working Days"),
    ("hours", "Hours"),
]
