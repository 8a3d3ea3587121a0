# To whom a website sends cart reminders.
CART_CONSENT_RULES = [
    ("nobody", "Nobody"),
    ("consent", "Whoever agreed"),
    ("consent_or_customer", "Whoever agreed or bought before"),
    ("everyone", "Everyone with an e-mail address"),
]

# Who confirms by mail that an address is theirs before their consent counts.
CART_DOUBLE_OPT_IN_RULES = [
    ("always", "Everybody"),
    ("guests", "Guests"),
    ("never", "Nobody"),
]

# What somebody decided about cart reminders.
CART_CONSENT_DECISIONS = [
    ("consent", "Agreed"),
    ("unconfirmed", "Agreed, not confirmed yet"),
    ("opt_out", "Objected"),
]

# Where somebody decided about cart reminders.
CART_CONSENT_SOURCES = [
    ("checkout", "Checkout"),
    ("cart", "Cart"),
    ("confirmation", "Confirmation mail"),
    ("link", "Link in a mail"),
    ("one_click", "Unsubscribe button of the mail program"),
    ("staff", "Staff"),
]

# Why a reminder is not sent, in the order in which it is looked at.
CART_SKIP_REASONS = [
    ("superseded", "A later reminder of the series is due, too"),
    ("too_late", "It should have been sent days ago"),
    ("manual", "A reminder was sent by hand"),
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
