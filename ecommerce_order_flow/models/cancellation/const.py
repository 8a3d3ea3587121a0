# The states of an order that somebody placed.
PLACED_STATES = ("sent", "sale")
