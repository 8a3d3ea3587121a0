"""The table of cases of inspections.

Each order is over two lanterns at 50.00, by a business, paid, shipped, invoiced and
returned as a whole, and refunded automatically. Columns:

case         what is special
policy       when it refunds, if not after the inspection; `10%`: a restocking fee;
             `reason`: at the shop's expense
inspections  `1 damaged scrap 30%`: how many are in which condition (`other`: product,
             `lot`: serial number), what is done with them, and which loss of value is
             decided; after a semicolon another inspection, with a refund before it
refunds      their amounts
state        of the return
stock        lanterns in the warehouse's stock, and in its quarantine
"""

from dataclasses import dataclass

SHORT = {"other": "other_product", "lot": "other_lot"}
ROWS = """
as expected             | -       | 2 accepted                  | 100  | settled  | 2 0
accepted, not for sale  | -       | 2 accepted quarantine       | 100  | settled  | 0 2
accepted and thrown away| -       | 1 accepted, 1 accepted scrap| 100  | settled  | 1 0
not inspected yet       | -       | -                           | -    | received | 2 0
one is not inspected    | -       | 1 accepted                  | 50   | received | 2 0
damaged, not decided    | -       | 1 accepted, 1 damaged       | 50   | inspected| 1 1
damaged, nothing is lost| -       | 1 accepted, 1 damaged 0%    | 100  | settled  | 1 1
damaged, a part is lost | -       | 1 accepted, 1 damaged 30%   | 85   | settled  | 1 1
damaged, all is lost    | -       | 2 damaged 100%              | -    | settled  | 0 2
damaged and scrapped    | -       | 2 damaged scrap 50%         | 50   | settled  | 0 0
damaged, sold anyway    | -       | 2 damaged restock 10%       | 90   | settled  | 2 0
damaged by the shop     | reason  | 1 accepted, 1 damaged scrap | 100  | settled  | 1 0
missing                 | -       | 1 accepted, 1 missing       | 50   | settled  | 1 0
all is missing          | -       | 2 missing                   | -    | settled  | 0 0
other, not decided      | -       | 1 accepted, 1 other         | 50   | inspected| 1 0
other product, our fault| -       | 1 accepted, 1 other 0%      | 100  | settled  | 1 0
other product, refused  | -       | 1 accepted, 1 other 100%    | 50   | settled  | 1 0
other product, reason   | reason  | 1 accepted, 1 other         | 50   | inspected| 1 0
other serial number     | -       | 1 accepted, 1 lot 100%      | 50   | settled  | 1 0
fee and loss of value   | 10%     | 1 accepted, 1 damaged 30%   | 75   | settled  | 1 1
fee and loss: too much  | 60%     | 2 damaged 60%               | 0    | settled  | 0 2
two inspections         | -       | 1 accepted; 1 damaged 30%   | 50 35| settled  | 1 1
loss deducted once      | -       | 1 damaged 30%; 1 accepted   | 35 50| settled  | 1 1
receipt, refunded before| receipt | -; 1 accepted, 1 damaged    | 100  | settled  | 1 1
receipt, valued before  | receipt | 1 accepted, 1 damaged 30%   | 85   | settled  | 1 1
receipt, not decided    | receipt | 1 accepted, 1 damaged       | 50   | inspected| 1 1
approval                | approval| -; 2 damaged scrap          | 100  | settled  | 0 0
"""


@dataclass(frozen=True)
class Part:
    """A quantity in the same condition; `loss` is None before a decision."""

    quantity: float
    condition: str
    destination: str | None = None
    loss: float | None = None


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    name: str
    refund_at: str
    percentage: float
    has_reason: bool
    inspections: list
    refunds: list
    state: str
    stock: list


def read_cases():
    """Return the rows of the table."""
    return [_read(*map(str.strip, row.split("|"))) for row in ROWS.split("\n") if row]


def _read(name, policy, inspections, refunds, state, stock):
    words = policy.split()
    times = [it for it in words if it in ("receipt", "approval")]
    return Case(
        name,
        *(times or ["inspection"]),
        sum(float(it[:-1]) for it in words if it.endswith("%")),
        "reason" in words,
        [_read_inspection(it) for it in inspections.split(";")],
        [float(it) for it in refunds.split() if it != "-"],
        state,
        [float(it) for it in stock.split()],
    )


def _read_inspection(text):
    return [_read_part(*it.split()) for it in text.split(",") if it.strip() != "-"]


def _read_part(quantity, condition, *words):
    losses = [float(it[:-1]) for it in words if it.endswith("%")]
    places = [it for it in words if not it.endswith("%")]
    condition = SHORT.get(condition, condition)
    return Part(float(quantity), condition, *(places or [None]), *losses)
