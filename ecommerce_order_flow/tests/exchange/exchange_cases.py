"""The table of cases of exchanges.

Each order is by a business and over two shirts of size S at 50.00, paid, shipped and
invoiced. M costs the same, L ten more, XS ten less; the lamp, taxed at 10 %, costs
80.00. Columns:

case      what is special
order     `tax` added to the price, `included` in it; `coupon`: a discount on the order;
          `line`: a discount on the line, in percent; `consumer`, delivered so many days
          ago; `uninvoiced`
wanted    instead of it
fee       in percent, or an amount per return
returned  how much; `2-1` is inspected, and one of two is accepted
money     what the customer gets back; negative: has to pay
credited  by credit notes
invoiced  for the replacement
"""

from dataclasses import dataclass

ROWS = """
same size                      | -           | S    | -   | 1   | 0   | 0   | 0
same size, all of it           | -           | S    | -   | 2   | 0   | 0   | 0
same price                     | -           | M    | -   | 1   | 0   | 50  | 50
same price, all of it          | -           | M    | -   | 2   | 0   | 100 | 100
dearer                         | -           | L    | -   | 1   | -10 | 50  | 60
cheaper                        | -           | XS   | -   | 1   | 10  | 50  | 40
dearer, all of it              | -           | L    | -   | 2   | -20 | 100 | 120
cheaper, all of it             | -           | XS   | -   | 2   | 20  | 100 | 80
dearer, tax added              | tax 20      | L    | -   | 1   | -12 | 60  | 72
cheaper, tax included          | included 25 | XS   | -   | 1   | 10  | 50  | 40
two tax rates                  | tax 20      | lamp | -   | 1   | -28 | 60  | 88
discount on the line           | line 20     | M    | -   | 1   | 0   | 40  | 40
discount on the line, dearer   | line 20     | L    | -   | 1   | -10 | 40  | 50
discount on the order          | coupon 10   | M    | -   | 1   | 0   | 45  | 45
discount on the order, dearer  | coupon 10   | L    | -   | 1   | -10 | 45  | 55
discount on the order, cheaper | coupon 10   | XS   | -   | 2   | 20  | 90  | 70
discount, another product      | coupon 10   | lamp | -   | 1   | -43 | 45  | 88
fee, same size                 | -           | S    | 10% | 1   | 0   | 0   | 0
fee, same price                | -           | M    | 10% | 1   | -5  | 45  | 50
fee, cheaper                   | -           | XS   | 10% | 1   | 5   | 45  | 40
fee per return, dearer         | -           | L    | 8   | 1   | -18 | 42  | 60
withdrawal of a consumer       | consumer 3  | M    | 10% | 1   | 0   | 50  | 50
one of two is not accepted     | -           | L    | -   | 2-1 | -10 | 50  | 60
same size, one not accepted    | -           | S    | -   | 2-1 | 0   | 0   | 0
not invoiced                   | uninvoiced  | L    | -   | 1   | -10 | 0   | -
not invoiced, cheaper          | uninvoiced  | XS   | -   | 2   | 20  | 0   | -
"""


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    name: str
    order: dict
    wanted: str
    percentage: float
    fee: float
    returned: float
    accepted: float
    money: float
    credited: float
    invoiced: float | None


def read_cases():
    """Return the rows of the table."""
    return [_read(*map(str.strip, row.split("|"))) for row in ROWS.split("\n") if row]


def _read(name, order, wanted, fee, returned, money, credited, invoiced):
    words = [it.split() for it in order.split(",") if it.strip() != "-"]
    received, _separator, rejected = returned.partition("-")
    is_share = fee.endswith("%")
    amount = 0.0 if fee == "-" else float(fee.rstrip("%"))
    return Case(
        name,
        {word: float(*values) if values else 1.0 for word, *values in words},
        wanted,
        amount if is_share else 0.0,
        0.0 if is_share else amount,
        float(received),
        float(received) - float(rejected or 0),
        float(money),
        float(credited),
        None if invoiced == "-" else float(invoiced),
    )
