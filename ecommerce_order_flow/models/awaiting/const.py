# Policies for orders whose customers pay later or on site.
WAITING_POLICIES = [
    ("odoo", "As Odoo"),
    ("reserve", "Reserve Stock until the Deadline"),
    ("confirm", "Confirm at Once, Hold the Delivery until Paid"),
]
# Orders can also be paid on handover although the customer first chose another payment
# method.
ORDER_POLICIES = [*WAITING_POLICIES, ("door", "Confirm at Once, Payment on Handover")]
DOOR_MODES = ("cash_on_delivery", "on_site")
PERIOD_UNITS = [
    ("days", "Days"),
    ("working_days", "Working Days"),
    ("hours", "Hours"),
]
