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

# What came of it.
SHIPPING_RESULTS = [
    ("queued", "Waiting"),
    ("done", "Done"),
    ("skipped", "Not Done"),
    ("failed", "Failed"),
]

# How the shop knows when a parcel was delivered.
DELIVERED_SOURCES = [
    ("carrier", "Carrier"),
    ("import", "Carrier's File"),
    ("hand", "By Hand"),
    ("pickup", "Picked Up"),
    ("estimate", "Estimated"),
]

# What becomes of a row of a carrier's file.
DELIVERY_IMPORT_RESULTS = [
    ("ready", "Will Be Noted"),
    ("noted", "Noted"),
    ("delivered", "Delivered Already"),
    ("unknown", "Unknown Tracking Number"),
    ("ambiguous", "Number of Several Parcels"),
    ("doubled", "Number Twice in the File"),
    ("incomplete", "Other Numbers of the Parcel Are Missing"),
    ("not_shipped", "Not Shipped Yet"),
    ("unreadable", "Date Not Readable"),
    ("too_early", "Before the Day of Shipping"),
    ("future", "Date in the Future"),
]

# In which order dates of a carrier's file are written.
DATE_ORDERS = [
    ("dmy", "Day, month, year: 31.12.2026"),
    ("mdy", "Month, day, year: 12/31/2026"),
    ("ymd", "Year, month, day: 2026-12-31"),
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

# Fulfillment statuses with which the warehouse has work that can be late.
AWAITED_FULFILLMENT_STATUSES = (
    "to_ship",
    "picking",
    "packed",
    "partially_shipped",
)

# Return statuses with which goods or money still have to move.
OPEN_RETURN_STATUSES = ("requested", "approved", "on_the_way", "received")

# Who cancelled a placed order.
CANCELLED_BY = [
    ("customer", "Customer"),
    ("staff", "Staff"),
]

# Whether the provider was asked to release what it had blocked for a cancelled order.
VOID_STATUSES = [
    ("requested", "Requested"),
    ("failed", "Failed"),
]

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

# The mails that an order owes its customer about a parcel.
SHIPMENT_MAIL_KINDS = [
    ("shipped", "Shipped"),
    ("tracking", "Tracking Number Added or Changed"),
    ("ready_for_pickup", "Ready for Pickup"),
    ("picked_up", "Picked Up"),
]

# The mails that an order owes its customer.
ORDER_MAIL_KINDS = [
    ("confirmation", "Order Confirmation"),
    ("payment_pending", "Payment Pending"),
    ("payment_received", "Payment Received"),
    ("invoice", "Invoice"),
    ("cancellation", "Cancellation"),
    *SHIPMENT_MAIL_KINDS,
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

# To whom a website sends cart reminders.
CART_CONSENT_RULES = [
    ("nobody", "Nobody"),
    ("consent", "Whoever agreed"),
    ("consent_or_customer", "Whoever agreed or bought before"),
    ("everyone", "Everyone with an e-mail address"),
]

# What somebody decided about cart reminders.
CART_CONSENT_DECISIONS = [
    ("consent", "Agreed"),
    ("opt_out", "Objected"),
]

# Where somebody decided about cart reminders.
CART_CONSENT_SOURCES = [
    ("checkout", "Checkout"),
    ("cart", "Cart"),
    ("link", "Link in a mail"),
    ("one_click", "Unsubscribe button of the mail program"),
    ("staff", "Staff"),
]

# Why a reminder is not sent, in the order in which it is looked at.
CART_SKIP_REASONS = [
    ("superseded", "A later reminder of the series is due, too"),
    ("too_late", "It should have been sent days ago"),
    ("by_hand", "A reminder was sent by hand"),
    ("no_address", "The e-mail address is not known"),
    ("paying", "A payment is under way"),
    ("bought", "The customer has ordered since"),
    ("newer_cart", "The customer has a newer cart"),
    ("nothing_to_buy", "Nothing in the cart can be bought now"),
    ("low_amount", "The cart is below the minimum amount"),
    ("opted_out", "The customer objected to reminders"),
    ("blacklisted", "The address is on the mail blacklist"),
    ("no_consent", "The customer did not agree to reminders"),
    ("pause", "The customer got a reminder a short time ago"),
    ("quiet_hours", "It is night where the customer is"),
]

# What the preview says about a cart.
CART_PREVIEW_RESULTS = [
    ("send", "Gets the mail now"),
    ("skip", "Gets no mail now"),
    ("later", "Not due yet"),
]
