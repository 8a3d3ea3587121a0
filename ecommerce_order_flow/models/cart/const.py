# Recipients of a website's cart reminders.
CART_CONSENT_RULES = [
    ("nobody", "Nobody"),
    ("consent", "Customers who consented"),
    ("consent_or_customer", "Customers who consented or bought before"),
    ("everyone", "Everyone with an email address"),
]

# Customers who confirm their address by email before their consent counts.
CART_DOUBLE_OPT_IN_RULES = [
    ("always", "Everybody"),
    ("guests", "Guests"),
    ("never", "Nobody"),
]

# Decisions about cart reminders.
CART_CONSENT_DECISIONS = [
    ("consent", "Consented"),
    ("unconfirmed", "Consented, Not Confirmed Yet"),
    ("opt_out", "Objected"),
]

# Sources of decisions about cart reminders.
CART_CONSENT_SOURCES = [
    ("checkout", "Checkout"),
    ("cart", "Cart"),
    ("confirmation", "Confirmation email"),
    ("link", "Link in an email"),
    ("one_click", "Unsubscribe button of the email program"),
    ("staff", "Staff"),
]

# Reasons why a reminder is skipped, in the order of the checks.
CART_SKIP_REASONS = [
    ("superseded", "A later reminder of the series is due, too"),
    ("too_late", "It should have been sent days ago"),
    ("manual", "A reminder was sent manually"),
    ("no_address", "The email address is not known"),
    ("archived", "The contact is archived"),
    ("paying", "A payment is in progress"),
    ("bought", "The customer has ordered since"),
    ("newer_cart", "The customer has a newer cart"),
    ("nothing_to_buy", "Nothing in the cart can be bought now"),
    ("low_amount", "The cart is below the minimum amount"),
    ("opted_out", "The customer objected to reminders"),
    ("blacklisted", "The email address is blacklisted"),
    ("no_consent", "The customer has not consented to reminders"),
    ("pause", "The customer got a reminder a short time ago"),
    ("quiet_hours", "Quiet hours where the customer is"),
]
