# What customers want for the products that they return.
WISHES = [("refund", "Refund"), ("exchange", "Exchange"), ("repair", "Repair")]
# Code of the refund in the form; exchanges have the id of the product after theirs.
REFUND = "refund"
EXCHANGE = "exchange"
REPAIR = "repair"
# Most products offered in exchange for a line.
MOST_CHOICES = 100
