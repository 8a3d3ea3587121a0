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

# What a transfer does on the goods' way to the customer.
SHIPPING_STEPS = [
    ("pick", "Pick"),
    ("pack", "Pack"),
    ("ship", "Ship"),
    ("dropship", "Shipped by the Vendor"),
]

# Steps that are the work of people in the warehouse.
WAREHOUSE_STEPS = ("pick", "pack", "ship")

# Steps by which a parcel comes to the customer.
PARCEL_STEPS = ("ship", "dropship")

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

# Fulfillment statuses with which the warehouse has work that can be late.
AWAITED_FULFILLMENT_STATUSES = (
    "to_ship",
    "picking",
    "packed",
    "partially_shipped",
)
