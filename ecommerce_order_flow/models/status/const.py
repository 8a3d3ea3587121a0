# Payment statuses, from the least to the most advanced.
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

# Progress of the shipment; "not yet" before the confirmation.
FULFILLMENT_STATUSES = [
    ("not_yet", "Not Yet"),
    ("nothing", "No Shipping Needed"),
    ("to_ship", "To Ship"),
    ("picking", "Picking"),
    ("packed", "Packed"),
    ("partially_shipped", "Partially Shipped"),
    ("shipped", "Shipped"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("delivered", "Delivered"),
]

# What a transfer does with the products on their way to the customer.
SHIPPING_STEPS = [
    ("pick", "Pick"),
    ("pack", "Pack"),
    ("ship", "Ship"),
    ("dropship", "Shipped by the Vendor"),
]

# Steps processed by the warehouse.
WAREHOUSE_STEPS = ("pick", "pack", "ship")

# Steps that bring a parcel to the customer.
PARCEL_STEPS = ("ship", "dropship")

# Progress of returns.
RETURN_STATUSES = [
    ("none", "No Return"),
    ("requested", "Return Requested"),
    ("approved", "Return Approved"),
    ("on_the_way", "Return in Transit"),
    ("received", "Return Received"),
    ("settled", "Return Settled"),
]

# Stage of the whole order: the columns of the kanban.
FLOW_STAGES = [
    ("cart", "Cart"),
    ("awaiting_payment", "Awaiting Payment"),
    ("to_confirm", "To Confirm"),
    ("to_ship", "To Ship"),
    ("shipped", "Shipped"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]

# Fulfillment statuses with open work in the warehouse that can be late.
AWAITED_FULFILLMENT_STATUSES = (
    "to_ship",
    "picking",
    "packed",
    "partially_shipped",
)
