"""The table of cases of refunds, collected from what other shops' software tests.

Each order is over two lanterns at 50.00. Columns:

number    of the case
story     what happens, in the words of `refund_story.RefundStory`
refunded  what the customer has got back in the end
way       what is on its way to the customer
left      what can still be refunded
asked     what providers were asked for: the number of the payment, and the amount
answer    why the last event was refused, in some of its words

A case that isn't ours has a sentence instead of a story.
"""

# ruff: noqa: E501 a row of the table is one line

from dataclasses import dataclass

ROWS = """
# What can't be refunded
1 | authorize 100, ask 2 | 0 | 0 | 0 | - | authorized, but not captured
2 | pay 100, ask 0 | 0 | 0 | 100 | - | Choose what
2 | pay 100, ask_amount 0 | 0 | 0 | 100 | - | Choose what
2 | pay 100, ask -1 | 0 | 0 | 100 | - | above zero
3 | Nobody names a payment: a refund takes the payments that its order has.
4 | pay 100, pay_other 100, ask 2, send, see other_refunded 0 | 100 | 0 | 0 | 1:100 | -
4 | pay 100, ask_line_of_other | 0 | 0 | 100 | - | is not a line of
5 | pay 100, ask_amount 100.01 | 0 | 0 | 100 | - | No more than
6 | pay 100, ask_amount 60, ask_amount 40.01 | 0 | 60 | 40 | - | No more than
16 | pay 100, ask 3 | 0 | 0 | 100 | - | No more than 2 of Lantern
31 | pay 100, ship 2, notify, ask_amount 100.01 | 0 | 0 | 100 | - | No more than
31 | pay 100, ship 2, notify, ask_amount 100.01, tell, see mails 0 | 0 | 0 | 100 | - | -
35 | pay 100, ship 2, invoice, cancel_before_shipping | 0 | 0 | 100 | - | It can be returned
35 | pay 100, ship 2, invoice, cancel_before_shipping, see state sale | 0 | 0 | 100 | - | -
37 | confirm, ask 1 | 0 | 0 | 0 | - | Nothing of
40 | pay 100, as seller, ask 1 | 0 | 0 | 100 | - | not allowed to refund
40 | pay 100, as stranger, ask 1 | 0 | 0 | 100 | - | access
# In parts
7 | pay 100, ship 2, invoice, ask_amount 60, ask_amount 40, send | 100 | 0 | 0 | 1:60 1:40 | -
8 | pay 100, ship 2, invoice, ask 1, ask 1, send | 100 | 0 | 0 | 1:50 1:50 | -
8 | pay 100, ship 2, invoice, ask 1, ask 1, send, ask 1 | 100 | 0 | 0 | 1:50 1:50 | is left to refund
14 | pay 100, ask_amount 30, send | 30 | 0 | 70 | 1:30 | -
15 | carrier 5, pay 105, ship 2, invoice, ask_delivery, send | 5 | 0 | 100 | 1:5 | -
15 | carrier 5, pay 105, ship 2, invoice, ask_delivery, send, ask_delivery | 5 | 0 | 100 | 1:5 | is left to refund
26 | pay 100, ask_amount 33.333333, send | 33.33 | 0 | 66.67 | 1:33.33 | -
29 | quantity 3, price 10, discount 33.33, pay 20, ship 3, invoice, ask 1, ask 1, ask 1, send | 20 | 0 | 0 | 1:6.66 1:6.66 1:6.68 | -
38 | coupon 10, pay 90, ship 2, invoice, ask 1, send | 45 | 0 | 45 | 1:45 | -
38 | carrier 5, coupon 5, pay 100, ship 2, invoice, ask 2, send | 95 | 0 | 5 | 1:95 | -
# Taxes, included in the price and added to it, are in the credit note
30 | tax 19, pay 119, ship 2, invoice, ask 1, send, see credited_tax 9.5 | 59.5 | 0 | 59.5 | 1:59.5 | -
30 | tax_included 25, pay 100, ship 2, invoice, ask 1, send, see credited_tax 10 | 50 | 0 | 50 | 1:50 | -
# From which payments
9 | pay 60, pay 40, ship 2, invoice, ask 1, send | 50 | 0 | 50 | 2:40 1:10 | -
9 | pay 60, pay 40, ship 2, invoice, ask 1, send, ask 1, send | 100 | 0 | 0 | 2:40 1:10 1:50 | -
10 | pay 60, pay_wire 40, ask_amount 50, send | 50 | 0 | 50 | 1:50 | -
10 | pay 60, pay_wire 40, ask_amount 70, send | 60 | 10 | 30 | 1:60 | -
10 | The order of the payments, the newest first, can't be set: no shop asked for it.
17 | prepayment 0.6, pay 60, propose everything, send | 60 | 0 | 0 | 1:60 | -
17 | carrier 5, prepayment 0.6, pay 63, propose everything, send | 63 | 0 | 0 | 1:63 | -
39 | pay 60, pay 40, ask 1, send, ask 1, send | 100 | 0 | 0 | 2:40 1:10 1:50 | -
34 | authorize 100, capture 60, fail_another 100, fail_another 100, cancel, ask 2, send | 60 | 0 | 0 | 2:60 | -
34 | pay 100, fail_another 100, ask_amount 30, send, cancel, ask 2, send | 100 | 0 | 0 | 1:30 1:70 | -
34 | fail_another 100, fail_another 100, cancel, ask 2 | 0 | 0 | 0 | - | Nothing of
28 | The card of a gift card or wallet gets nothing back: Odoo's loyalty app does that when an order is cancelled, and for nothing else; it is optional beside us.
# After the order was cancelled
12 | pay 100, cancel, ask 2, send | 100 | 0 | 0 | 1:100 | -
12 | pay 100, invoice, cancel, ask 2, send | 100 | 0 | 0 | 1:100 | -
12 | pay 100, ship 1, cancel, ask 1, send | 50 | 0 | 50 | 1:50 | -
33 | pay 100, ask_amount 30, send, cancel, propose everything, send | 100 | 0 | 0 | 1:30 1:70 | -
33 | What can't be voided stays authorized until it lapses: no money came, so none goes back. Whoever captures it later gets the case above.
# Answers of the provider
11 | pay 100, provider error, ask 2, send | 0 | 0 | 100 | 1:100 | -
11 | pay 100, provider error, ask 2, send, provider done, send_again, send | 100 | 0 | 0 | 1:100 1:100 | -
11 | pay 100, provider error, ask 2, send, discard | 0 | 0 | 100 | 1:100 | -
11 | pay 100, provider error, ask 2, send, discard, send | 0 | 0 | 100 | 1:100 | -
11 | pay 100, provider error, ask 2, send, discard, provider done, ask 2, send | 100 | 0 | 0 | 1:100 1:100 | -
11 | pay 100, ship 2, provider error, ask 1, send, discard, provider done, ask 2, send | 100 | 0 | 0 | 1:50 1:100 | -
11 | pay 100, ship 2, invoice, provider error, ask 1, send, discard, provider done, propose overpaid, send | 50 | 0 | 50 | 1:50 1:50 | -
11 | pay 100, ship 2, invoice, provider error, ask 1, send, discard, ask 2 | 0 | 0 | 100 | 1:50 | No more than 1
11 | pay 100, provider error, ask 2, send, discard, invoice, see credit_notes 0 | 0 | 0 | 100 | 1:100 | -
11 | pay 100, provider error, ask 2, send, discard, report done | 100 | 0 | 0 | 1:100 | -
11 | pay 100, provider error, ask 2, send, refund 100, discard, see decisions 0 | 100 | 0 | 0 | 1:100 | -
11 | pay 100, provider error, ask 2, send, as seller, discard | 0 | 0 | 100 | 1:100 | not allowed to refund
11 | pay 100, ask 2, discard | 0 | 100 | 0 | - | -
11 | pay 100, ask 2, send, discard | 100 | 0 | 0 | 1:100 | -
13 | pay_wire 100, ask 2 | 0 | 100 | 0 | - | -
13 | pay_wire 100, ask 2, register | 100 | 0 | 0 | - | -
18 | pay 100, provider pending, ask 2, send, ask_amount 1 | 0 | 100 | 0 | 1:100 | already being refunded
18 | pay 100, ask 2, send, ask_amount 1 | 100 | 0 | 0 | 1:100 | there is nothing to refund
18 | pay 100, ship 2, provider error, ask_amount 100, send, ask_amount 100 | 0 | 100 | 0 | 1:100 | -
19 | pay 100, provider pending, ask 1, send | 0 | 50 | 50 | 1:50 | -
20 | pay 100, provider pending, ask 1, send, report done | 50 | 0 | 50 | 1:50 | -
20 | pay 100, provider pending, ask 1, send, report error | 0 | 0 | 100 | 1:50 | -
21 | pay 100, ship 2, invoice, ask 1, send, report late_error, see booked_refunds 0 | 0 | 0 | 100 | 1:50 | -
21 | pay 100, ship 2, invoice, provider error, ask 1, send, report done | 50 | 0 | 50 | 1:50 | -
22 | pay 100, refund 20, refund 30 | 50 | 0 | 50 | - | -
23 | pay 100, ship 2, invoice, ask 1, send, report late_error, provider done, send_again, send | 50 | 0 | 50 | 1:50 1:50 | -
23 | What a bank charges back no provider of Odoo's tells: somebody books it.
24 | pay 100, ship 2, invoice, ask 1, send, report done, report done, see booked_refunds 1 | 50 | 0 | 50 | 1:50 | -
25 | Odoo compares the amount of each notification with that of its transaction.
36 | pay 100, ship 2, invoice, provider timeout, ask 1, send, see booked_refunds 0 | 0 | 50 | 50 | 1:50 | -
# At the same time, and only to look
27 | pay 100, lock, ask 1 | 0 | 0 | 100 | - | is being processed by another user
32 | pay 100, ship 2, invoice, look 1, see refunds 0, see credit_notes 0 | 0 | 0 | 100 | - | -
"""


@dataclass
class Case:
    """A row: a story and its end, or why it is none of ours."""

    number: int
    story: str
    figures: str = ""  # refunded, on its way, left, asked
    answer: str = ""
    is_ours: bool = True


def read_cases():
    """Return the rows of the table."""
    cases = []
    for text in ROWS.strip().splitlines():
        if text.startswith("#"):
            continue
        number, story, *cells = (cell.strip() for cell in text.split("|"))
        if cells:
            *figures, answer = cells
            figures = " | ".join(figures)
            cases.append(Case(int(number), story, figures, answer.strip("-")))
        else:
            cases.append(Case(int(number), story, is_ours=False))
    return cases
