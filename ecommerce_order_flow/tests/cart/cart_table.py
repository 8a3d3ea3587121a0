"""The table of carts: what the customer finds in each, worked out by hand.

Each cart was left by Kim, who isn't signed in. The reminder shows the lines, its link
brings them back on another device, and beside a current cart of one ribbon at 7.00.

kind     what is in the cart, built by `cart_kinds.CartKinds`
needs    the app that puts it there, if the shop can be without it
lines    what the mail and the cart show: quantity, name, price
total    what the order comes to on another device, delivery included
merged   what it comes to with the ribbon
told     what the customer is told beside the ribbon's coming; nothing otherwise
"""

# ruff: noqa: E501 a row of the table is one line

from dataclasses import dataclass

ROWS = """
# Goods and services
goods | - | 2 Lantern 100 | 100 | 107 | -
variant | - | 1 Lamp 25 | 25 | 32 | -
engraving | - | 1 Mug 12 | 12 | 19 | -
pack | - | 1 Lantern 300 | 300 | 307 | -
service | - | 1 Engraving 50 | 50 | 57 | -
option | - | 2 Lantern 100, 1 Battery 5 | 105 | 112 | -
combo | - | 2 Picnic 60 | 60 | 67 | -
kit | sale_mrp | 1 Set 25 | 25 | 32 | -
dropshipped | stock_dropshipping | 1 Tent 80 | 80 | 87 | -
project | sale_timesheet | 1 Setup 60 | 60 | 67 | -
# What belongs to the cart as a whole, or was put there by staff and other apps
delivery | - | 2 Lantern 100 | 105 | 112 | -
pickup | website_sale_collect | 2 Lantern 100 | 100 | 107 | -
pricelist | - | 2 Lantern 90 | 90 | 96.30 | Ribbon now costs
notes | - | 2 Lantern 100 | 100 | 107 | -
deposit | - | 2 Lantern 100, 2 Deposit 16 | 116 | 123 | -
surcharge | - | 2 Lantern 100, 1 Surcharge 3 | 103 | 110 | -
down_payment | - | 2 Lantern 100, 0 Down payment 0 | 100 | 107 | -
staff_discount | - | 2 Lantern 100, 1 Discount -10 | 90 | 97 | -
# Rewards
promotion | website_sale_loyalty | 2 Lantern 100, 1 Promotion -10 | 90 | 96.30 | -
code | website_sale_loyalty | 2 Lantern 100, 1 Promotion -10 | 90 | 96.30 | -
current_code | website_sale_loyalty | 2 Lantern 100 | 100 | 96.30 | -
better_code | website_sale_loyalty | 2 Lantern 100, 1 Promotion -20 | 80 | 85.60 | The code TEN cannot be used with this cart
two_taxes | website_sale_loyalty | 2 Lantern 100, 1 Book 10, 1 Promotion -11 | 99.63 | 105.93 | -
specific | website_sale_loyalty | 2 Lantern 100, 1 Promotion -20 | 80 | 87 | -
cheapest | website_sale_loyalty | 2 Lantern 100, 1 Promotion -25 | 75 | 103.50 | -
coupon | website_sale_loyalty | 2 Lantern 100, 1 Promotion -15 | 85 | 92 | -
free_product | website_sale_loyalty | 2 Lantern 100, 1 Battery 0 | 100 | 107 | -
free_shipping | website_sale_loyalty | 2 Lantern 100, 1 Promotion -5 | 100 | 107 | -
next_coupon | website_sale_loyalty | 2 Lantern 100 | 100 | 107 | -
points | website_sale_loyalty | 2 Lantern 100, 1 Promotion -10 | 90 | 97 | -
# Money in other forms
gift_card | website_sale_loyalty | 2 Lantern 100, 1 Promotion -30 | 70 | 77 | -
voucher | website_sale_loyalty | 1 Voucher 50 | 50 | 57 | -
wallet | website_sale_loyalty | 2 Lantern 100, 1 Promotion -40 | 60 | 67 | -
top_up | website_sale_loyalty | 1 Top-up 50 | 50 | 57 | -
# Bookings
ticket | website_event_sale | 2 Adult 40 | 40 | 47 | -
slot | website_event_sale | 1 Adult 20 | 20 | 27 | -
booth | website_event_booth_sale | 1 Booth 60 | 60 | 67 | -
course | website_sale_slides | 1 Knots 90 | 90 | 97 | -
"""


@dataclass(frozen=True)
class Row:
    kind: str
    needs: str
    lines: list
    total: float
    merged: float
    told: str


def read_rows():
    """Return the rows of the table."""
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in ROWS.splitlines()
        if line and not line.startswith("#")
    ]
    return [
        Row(
            kind, needs.strip("-"), lines.split(", "), float(total), float(merged), told
        )
        for kind, needs, lines, total, merged, told in rows
    ]
