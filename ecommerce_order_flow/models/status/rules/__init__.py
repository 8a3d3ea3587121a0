"""What the facts of an order mean: pure functions, without Odoo.

`facts` holds the data; everything else is derived from it. An order is done when three
things balance: money, documents and goods.
"""

from . import (
    amounts,
    balances,
    facts,
    fulfillment,
    goods,
    invoicing,
    issues,
    kits,
    lines,
    money,
    payment,
    returns,
    stage,
)
