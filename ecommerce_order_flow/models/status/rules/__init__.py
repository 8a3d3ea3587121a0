"""What the facts of an order mean: pure functions, without Odoo.

`facts` is what is so; everything else follows from it. To be done, an order must
balance three times: money, documents and goods.
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
