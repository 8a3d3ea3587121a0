"""The table of cases of return fees.

Each order is by a business and over two lanterns at 50.00, paid, shipped and invoiced.
Columns:

case      what is special
order     `tax`, `included` (a tax in the price) or `second` (a second line, 100.00 in
          all, with this tax); `coupon`; `consumer`, delivered so many days ago;
          `uninvoiced`; `reason`: at the shop's expense
fee       in percent, or an amount per return, or both
returned  the quantities that come back one after the other; `2-1` is inspected, and one
          of two is accepted
refunds   their amounts
tax       credited in all
"""

from dataclasses import dataclass

ROWS = """
no fee                           | -              | -      | 1   | 50      | 0
part of the order                | -              | 10%    | 1   | 45      | 0
everything                       | -              | 10%    | 2   | 90      | 0
one after the other              | -              | 10%    | 1 1 | 45 45   | 0
per return, deducted once        | -              | 8      | 1 1 | 42 50   | 0
both                             | -              | 10% 5  | 1   | 40      | 0
all of it                        | -              | 100%   | 1   | 0       | 0
larger than what comes back      | -              | 60     | 1   | 0       | 0
larger than the first part       | -              | 60     | 1 1 | 0 40    | 0
one of two is not accepted       | -              | 10%    | 2-1 | 45      | 0
tax added to the price           | tax 19         | 10%    | 1   | 53.55   | 8.55
tax added, per return            | tax 19         | 5.95   | 1   | 53.55   | 8.55
tax included                     | included 25    | 10%    | 1   | 45      | 9
tax included, per return         | included 25    | 5      | 1 1 | 45 50   | 19
two rates                        | tax 20, second 10 | 10% | 2   | 207     | 27
two rates, per return            | tax 20, second 10 | 23  | 2   | 207     | 27
after a discount                 | coupon 10      | 10%    | 1   | 40.5    | 0
not invoiced: no document        | uninvoiced     | 10% 5  | 1   | 50      | 0
withdrawal of a consumer         | consumer 3     | 10% 5  | 1   | 50      | 0
consumer, too late to withdraw   | consumer 40    | 10%    | 1   | 45      | 0
at the shop's expense            | reason         | 10% 5  | 1   | 50      | 0
"""


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    name: str
    order: dict
    percentage: float
    amount: float
    returned: list  # pairs of the received and the accepted quantity
    refunds: list
    tax: float


def read_cases():
    """Return the rows of the table."""
    return [_read(*map(str.strip, row.split("|"))) for row in ROWS.split("\n") if row]


def _read(name, order, fee, returned, refunds, tax):
    words = [it.split() for it in order.split(",") if it.strip() != "-"]
    fees = [it for it in fee.split() if it != "-"]
    return Case(
        name,
        {word: float(*values) if values else 1.0 for word, *values in words},
        sum(float(it[:-1]) for it in fees if it.endswith("%")),
        sum(float(it) for it in fees if not it.endswith("%")),
        [_read_returned(it) for it in returned.split()],
        [float(it) for it in refunds.split()],
        float(tax),
    )


def _read_returned(text):
    received, _separator, rejected = text.partition("-")
    return float(received), float(received) - float(rejected or 0)
