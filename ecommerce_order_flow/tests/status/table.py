"""The table of cases: what is so after what has happened, worked out by hand.

Each order is over two lanterns at 50.00, invoiced by hand unless a rule is named.

story    what happens, in the words of `story.Story`
payment  the payment status
goods    the fulfillment status
back     the return status
stage    the stage
issues   what only people can decide, the most expensive first
owed     what the customer still owes; negative: what the shop owes
bill     what is not invoiced yet of what the customer is to pay
credit   what was invoiced and the customer does not owe
invoice  whether an invoice can be created now: no, yes, or due by the website's rule
"""

# ruff: noqa: E501 a row of the table is one line

from dataclasses import dataclass

ROWS = """
# Carts and payments before the confirmation
- | unpaid | not_yet | none | cart | - | 100 | 100 | 0 | no
send | unpaid | not_yet | none | awaiting_payment | - | 100 | 100 | 0 | no
pending 100 | pending | not_yet | none | awaiting_payment | - | 100 | 100 | 0 | no
pending 100, fail | failed | not_yet | none | awaiting_payment | - | 100 | 100 | 0 | no
# Paid, sent back as a whole, and paid again
pay 100, refund 100, pay 100, add 10 | partially_paid | to_ship | none | to_ship | paid_too_little | 10 | 110 | 0 | yes
pay 60, refund 20, refund 40, pay 100, ship 2, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
pay 120, ship 2, invoice, refund 30, price 55 | partially_refunded | shipped | none | shipped | invoiced_too_much | 0 | 0 | 10 | no
pay 60, refund 60, pay 100, ship 2, invoice, return 1, credit 1, refund 50 | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
# Refunds of which it is known what of them was given away
pay 100, quantity 1, refund_for 50 0, price 60 | partially_paid | to_ship | none | to_ship | paid_too_little | 10 | 60 | 0 | yes
pay 130, refund_for 30 0, price 65 | partially_paid | to_ship | none | to_ship | paid_too_little | 30 | 130 | 0 | yes
pay 100, ship 2, refund_for 20 20, price 60 | partially_paid | shipped | none | shipped | paid_too_little | 20 | 100 | 0 | no
pay 100, ship 2, refund_for 20 20, price 45 | partially_refunded | shipped | none | shipped | - | 0 | 80 | 0 | no
pay 100, ship 2, invoice, refund_for 20 20, credit_amount 20, price 70 | partially_paid | shipped | none | shipped | paid_too_little, invoiced_too_little | 40 | 40 | 0 | no
carrier 5, pay 105, quantity 0, refund_for 105 5, quantity 2 | refunded | to_ship | none | to_ship | - | 100 | 100 | 0 | no
pay 100, refund_for 20 20, refund_for 80 0, pay 100, price 60 | partially_paid | to_ship | none | to_ship | paid_too_little | 20 | 120 | 0 | yes
# Refunded as a whole, and confirmed again
pay 100, cancel, refund 100, confirm_again | refunded | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
pay 100, cancel, refund_for 100 0, confirm_again, pay 100, refund_for 20 20 | partially_refunded | to_ship | none | to_ship | - | 0 | 80 | 0 | no
pay 100, refund_for 20 20, cancel, refund_for 80 0, confirm_again | refunded | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
# Discounts for a part of the goods, told by their taxes
tax 19, coupon 10, coupon_tax 19, add 50, pay 140, ship 2, ship_added, invoice, return 1 | paid | shipped | received | shipped | - | -45 | 0 | 45 | no
tax 19, coupon 10, coupon_tax 7, add 50, pay 140, ship 2, ship_added, invoice, return 1 | paid | shipped | received | shipped | - | -46.67 | 0 | 46.67 | no
tax 19, coupon 110, coupon_tax 19, add 50, pay 40, ship 2, ship_added, invoice, return 1 | paid | shipped | received | shipped | - | -13.33 | 0 | 13.33 | no
# Accepted as soon as the payment is on its way
accept | unpaid | not_yet | none | cart | - | 100 | 100 | 0 | no
accept, pending 100 | pending | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
accept, pending 100, fail | failed | to_ship | none | to_ship | payment_lost | 100 | 100 | 0 | yes
accept, pending 100, pay 60 | partially_paid | to_ship | none | to_ship | - | 40 | 100 | 0 | yes
accept, pay 60 | partially_paid | not_yet | none | awaiting_payment | paid_too_little | 40 | 100 | 0 | no
pay 60 | partially_paid | not_yet | none | awaiting_payment | paid_too_little | 40 | 100 | 0 | no
pay 60, pay 40 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pay 60, refund 60 | refunded | not_yet | none | cart | - | 100 | 100 | 0 | no
pay 19, refund 19, authorize 100 | authorized | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
pay 19, refund 3 | partially_paid | not_yet | none | awaiting_payment | paid_too_little | 84 | 100 | 0 | no
pay 100.01 | overpaid | to_ship | none | to_ship | paid_too_much | -0.01 | 100 | 0 | yes
pay 99.99 | partially_paid | not_yet | none | awaiting_payment | paid_too_little | 0.01 | 100 | 0 | no
prepayment 0.3, pay 30 | partially_paid | to_ship | none | to_ship | - | 70 | 100 | 0 | yes
prepayment 0.3, pay 29 | partially_paid | not_yet | none | awaiting_payment | paid_too_little | 71 | 100 | 0 | no
coupon 100, send | paid | not_yet | none | to_confirm | - | 0 | 0 | 0 | no
# Authorizations
authorize 100 | authorized | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
authorize 60 | authorized | not_yet | none | awaiting_payment | authorized_too_little | 100 | 100 | 0 | no
authorize 60, confirm | authorized | to_ship | none | to_ship | authorized_too_little | 100 | 100 | 0 | yes
authorize 60, authorize 40 | authorized | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
authorize 100, authorize 100 | authorized | to_ship | none | to_ship | authorized_too_much | 100 | 100 | 0 | yes
authorize 120 | authorized | to_ship | none | to_ship | authorized_too_much | 100 | 100 | 0 | yes
authorize 100, quantity 3 | authorized | to_ship | none | to_ship | authorized_too_little | 150 | 150 | 0 | yes
authorize 100, quantity 1 | authorized | to_ship | none | to_ship | authorized_too_much | 50 | 50 | 0 | yes
authorize 100, void | unpaid | to_ship | none | to_ship | payment_lost | 100 | 100 | 0 | yes
authorize 100, fail authorized | failed | to_ship | none | to_ship | payment_lost | 100 | 100 | 0 | yes
authorize 100, ship 2 | authorized | shipped | none | shipped | - | 100 | 100 | 0 | yes
authorize 100, ship 2, capture 100 | paid | shipped | none | shipped | - | 0 | 100 | 0 | yes
authorize 100, capture 60 | partially_paid | to_ship | none | to_ship | - | 40 | 100 | 0 | yes
authorize 100, capture 60, ship 2 | partially_paid | shipped | none | shipped | - | 40 | 100 | 0 | yes
authorize 100, capture 1, void | partially_paid | to_ship | none | to_ship | paid_too_little | 99 | 100 | 0 | yes
authorize 100, capture 60, ship 2, invoice | partially_paid | shipped | none | shipped | - | 40 | 0 | 0 | no
authorize 100, capture 60, capture 40, ship 2, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
authorize 100, capture 100, refund 100 | refunded | to_ship | none | to_ship | - | 0 | 0 | 0 | no
authorize 100, ship 1, close | authorized | shipped | none | shipped | authorized_too_much | 50 | 50 | 0 | yes
authorize 100, cancel_transfer | authorized | nothing | none | to_ship | authorized_too_much, given_up | 0 | 0 | 0 | no
# Confirmed by hand
confirm | unpaid | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
pending 100, confirm | pending | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
pending 100, confirm, fail | failed | to_ship | none | to_ship | payment_lost | 100 | 100 | 0 | yes
terms, pending 100, confirm, fail | failed | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
pay 60, confirm | partially_paid | to_ship | none | to_ship | paid_too_little | 40 | 100 | 0 | yes
pay 90, price 45 | paid | to_ship | none | to_ship | - | 0 | 90 | 0 | yes
price 45, pay 90, price 50 | partially_paid | to_ship | none | to_ship | paid_too_little | 10 | 100 | 0 | yes
pay 19, refund 3, confirm, ship 2 | partially_paid | shipped | none | shipped | paid_too_little | 84 | 100 | 0 | yes
# Paid, shipped, invoiced
pay 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, ship 1 | paid | partially_shipped | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, ship 2 | paid | shipped | none | shipped | - | 0 | 100 | 0 | yes
rule on_request, pay 100, ship 2 | paid | shipped | none | done | - | 0 | 100 | 0 | yes
rule on_payment, pay 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | due
rule on_payment, confirm | unpaid | to_ship | none | to_ship | - | 100 | 100 | 0 | yes
rule on_payment, pay 60, confirm | partially_paid | to_ship | none | to_ship | paid_too_little | 40 | 100 | 0 | yes
rule on_shipment, pay 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | no
rule on_shipment, pay 100, ship 1 | paid | partially_shipped | none | to_ship | - | 0 | 100 | 0 | due
rule on_shipment, pay 100, ship 1, invoice | paid | partially_shipped | none | to_ship | - | 0 | 50 | 0 | no
rule on_shipment, pay 100, ship 1, invoice, ship 1 | paid | shipped | none | shipped | - | 0 | 50 | 0 | due
rule on_shipment, pay 100, ship 1, invoice, ship 1, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_shipment, pay 100, cancel_transfer | paid | nothing | none | to_ship | given_up | -100 | 0 | 0 | no
rule on_shipment, authorize 100, cancel_transfer | authorized | nothing | none | to_ship | authorized_too_much, given_up | 0 | 0 | 0 | no
rule on_shipment, coupon 60, pay 40, ship 1 | paid | partially_shipped | none | to_ship | - | 0 | 40 | 0 | no
rule on_shipment, coupon 60, pay 40, ship 1, ship 1 | paid | shipped | none | shipped | - | 0 | 40 | 0 | due
rule on_shipment, coupon 20, pay 80, ship 1 | paid | partially_shipped | none | to_ship | - | 0 | 80 | 0 | due
pay 100, ship 2, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
pay 100, invoice | paid | to_ship | none | to_ship | - | 0 | 0 | 0 | no
confirm, ship 2, invoice | unpaid | shipped | none | shipped | - | 100 | 0 | 0 | no
confirm, ship 2, invoice, register 100 | paid | shipped | none | done | - | 0 | 0 | 0 | no
confirm, ship 2, invoice, register 40 | partially_paid | shipped | none | shipped | paid_too_little | 60 | 0 | 0 | no
service, pay 100, invoice | paid | nothing | none | done | - | 0 | 0 | 0 | no
service, confirm | unpaid | nothing | none | awaiting_payment | - | 100 | 100 | 0 | yes
pickup, pay 100, ship 2, invoice | paid | delivered | none | done | - | 0 | 0 | 0 | no
by_delivery, confirm | unpaid | to_ship | none | to_ship | - | 100 | 100 | 0 | no
by_delivery, pay 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
by_delivery, pay 100, ship 3 | partially_paid | shipped | none | shipped | paid_too_little | 50 | 150 | 0 | yes
by_delivery, pay 100, ship 3, pay 50, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
pay 100, ship 3, invoice | paid | shipped | none | shipped | shipped_too_much | 0 | 0 | 0 | no
pay 100, ship 3, invoice, quantity 3 | partially_paid | shipped | none | shipped | paid_too_little | 50 | 50 | 0 | yes
pay 100, ship 3, invoice, return 1 | paid | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 3, invoice, return 2 | paid | shipped | received | shipped | - | -50 | 0 | 50 | no
trade_in 30, pay 70 | paid | to_ship | approved | to_ship | - | 0 | 70 | 0 | yes
# Drafts
pay 100, ship 2, draft | paid | shipped | none | shipped | - | 0 | 100 | 0 | no
rule on_request, pay 100, ship 2, draft | paid | shipped | none | shipped | - | 0 | 100 | 0 | no
# Nothing to pay
coupon 100, confirm, ship 2 | paid | shipped | none | shipped | - | 0 | 0 | 0 | yes
rule on_payment, coupon 100, confirm | paid | to_ship | none | to_ship | - | 0 | 0 | 0 | due
rule on_payment, coupon 100, confirm, ship 2, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_request, coupon 100, confirm, ship 2 | paid | shipped | none | done | - | 0 | 0 | 0 | yes
price 0, confirm, ship 2 | paid | shipped | none | done | - | 0 | 0 | 0 | no
# Paid too much
pay 100, pay 100 | overpaid | to_ship | none | to_ship | paid_twice | -100 | 100 | 0 | yes
pay 100, pay 100, refund 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pay 110, ship 2, invoice | overpaid | shipped | none | shipped | paid_too_much | -10 | 0 | 0 | no
pay 110, ship 2, invoice, refund 10 | paid | shipped | none | done | - | 0 | 0 | 0 | no
pay 110, ship 2, invoice, use_elsewhere 10 | paid | shipped | none | done | - | 0 | 0 | 0 | no
# Refunds without a return
rule on_request, pay 100, ship 2, refund 13 | partially_refunded | shipped | none | done | - | 0 | 87 | 0 | no
pay 100, ship 2, refund 13 | partially_refunded | shipped | none | shipped | - | 0 | 87 | 0 | no
pay 100, ship 2, refund 13, price 43.5 | paid | shipped | none | shipped | - | 0 | 87 | 0 | yes
pay 100, ship 2, refund 13, price 43.5, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, refund 13 | partially_refunded | shipped | none | shipped | invoiced_too_much | 0 | 0 | 13 | no
pay 100, ship 2, invoice, refund 13, credit_amount 13 | partially_refunded | shipped | none | done | - | 0 | 0 | 0 | no
authorize 100, invoice, allow 12, quantity 1 | authorized | to_ship | none | to_ship | authorized_too_much, invoiced_too_much | 50 | 0 | 38 | no
pay 100, ship 2, invoice, credit_amount 13 | paid | shipped | none | shipped | - | -13 | 0 | 0 | no
pay 100, ship 2, refund 13, add 50, ship_added | partially_paid | shipped | none | shipped | paid_too_little | 63 | 150 | 0 | yes
pay 100, refund 100 | refunded | to_ship | none | to_ship | - | 0 | 0 | 0 | no
pay 100, ship 2, refund 100 | refunded | shipped | none | done | - | 0 | 0 | 0 | no
rule on_payment, pay 100, refund 100 | refunded | to_ship | none | to_ship | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, refund 100 | refunded | shipped | none | shipped | invoiced_too_much | 0 | 0 | 100 | no
# Returns
pay 100, ship 2, invoice, announce | paid | shipped | approved | shipped | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, return 1 | paid | shipped | received | shipped | - | -50 | 0 | 50 | no
pay 100, ship 2, invoice, return 1, credit 1 | paid | shipped | received | shipped | - | -50 | 0 | 0 | no
pay 100, ship 2, invoice, return 1, refund 50 | partially_refunded | shipped | received | shipped | - | 0 | 0 | 50 | no
pay 100, ship 2, invoice, return 1, credit 1, refund 50 | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, return 1, open_credit 1, refund 50 | partially_refunded | shipped | received | shipped | - | 0 | 0 | 50 | no
pay 100, ship 2, invoice, return 1, credit 1, register_refund 50 | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, return 1, credit_amount 45, refund 45 | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, return 2, credit 2, refund 100 | refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, return 1 | paid | shipped | received | shipped | - | -50 | 50 | 0 | yes
pay 100, ship 2, return 1, invoice | paid | shipped | received | shipped | - | -50 | 0 | 0 | no
pay 100, ship 2, return 1, refund 50, invoice | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 110, ship 2, invoice, return 1, refund 10 | paid | shipped | received | shipped | - | -50 | 0 | 50 | no
confirm, ship 2, return 1 | unpaid | shipped | settled | shipped | - | 50 | 50 | 0 | yes
pay 100, ship 2, invoice, exchange 1 | paid | shipped | settled | done | - | 0 | 0 | 0 | no
rule on_request, pay 100, ship 2, return 1, refund 50 | partially_refunded | shipped | settled | done | - | 0 | 50 | 0 | yes
# Parts of kits that come back: what they are worth, a person decides
pay 100, ship 2, lose_part 1 | paid | shipped | received | shipped | part_returned | 0 | 100 | 0 | yes
pay 100, ship 2, invoice, lose_part 1 | paid | shipped | received | shipped | part_returned | 0 | 0 | 0 | no
pay 100, ship 2, invoice, lose_part 1, accept_part | paid | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, lose_part 1, refund 13 | partially_refunded | shipped | received | shipped | invoiced_too_much | 0 | 0 | 13 | no
pay 100, ship 2, invoice, lose_part 1, refund 13, credit_amount 13 | partially_refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, lose_part 1, credit_amount 13 | paid | shipped | received | shipped | - | -13 | 0 | 0 | no
pay 100, ship 2, invoice, lose_part 1, return 1 | paid | shipped | received | shipped | part_returned | -50 | 0 | 50 | no
confirm, ship 2, invoice, lose_part 1 | unpaid | shipped | received | shipped | part_returned | 100 | 0 | 0 | no
# Discounts of the whole order count by what is kept
coupon 10, pay 90, ship 2, return 1 | paid | shipped | received | shipped | - | -45 | 45 | 0 | yes
coupon 10, pay 90, ship 2, return 1, refund 45 | partially_refunded | shipped | settled | shipped | - | 0 | 45 | 0 | yes
rule on_request, coupon 10, pay 90, ship 2, return 1, refund 45 | partially_refunded | shipped | settled | done | - | 0 | 45 | 0 | yes
coupon 10, pay 90, ship 2, return 2 | paid | shipped | received | shipped | - | -90 | 0 | 0 | no
coupon 10, pay 90, ship 2, invoice, return 1 | paid | shipped | received | shipped | - | -45 | 0 | 45 | no
coupon 10, pay 90, ship 2, invoice, return 2 | paid | shipped | received | shipped | - | -90 | 0 | 90 | no
coupon 10, pay 90, ship 1, close | paid | shipped | none | to_ship | given_up | -45 | 45 | 0 | yes
coupon 10, pay 90, ship 1, close, refund 45, invoice | partially_refunded | shipped | none | done | - | 0 | 0 | 0 | no
coupon 10, pay 90, ship 1, close, refund 50, invoice | partially_refunded | shipped | none | shipped | - | 0 | 40 | 0 | no
coupon 10, pay 90, invoice, cancel | paid | nothing | none | cancelled | paid_after_cancellation, invoiced_too_much | -90 | 0 | 90 | no
# Goods that will not leave
pay 100, cancel_transfer | paid | nothing | none | to_ship | given_up | -100 | 0 | 0 | no
confirm, cancel_transfer | unpaid | nothing | none | to_ship | given_up | 0 | 0 | 0 | no
pay 100, ship 1, close | paid | shipped | none | to_ship | given_up | -50 | 50 | 0 | yes
pay 100, ship 1, close, refund 50, invoice | partially_refunded | shipped | none | done | - | 0 | 0 | 0 | no
pay 100, ship 1, close, quantity 1, refund 50, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
by_delivery, pay 100, ship 1, close, invoice | paid | shipped | none | to_ship | given_up | -50 | 0 | 0 | no
pay 100, invoice, ship 1, close | paid | shipped | none | to_ship | given_up, invoiced_too_much | -50 | 0 | 50 | no
confirm, ship 1, close, invoice, register 50 | paid | shipped | none | done | - | 0 | 0 | 0 | no
# Changed after the invoice
pay 100, ship 2, invoice, price 45 | overpaid | shipped | none | shipped | paid_too_much, invoiced_too_much | -10 | 0 | 10 | no
pay 100, ship 2, invoice, price 45, credit_amount 10, refund 10 | paid | shipped | none | done | - | 0 | 0 | 0 | no
service, pay 100, invoice, quantity 1 | overpaid | nothing | none | shipped | paid_too_much, invoiced_too_much | -50 | 0 | 50 | no
rule on_payment, pay 100, ship 2, invoice, add 20, ship_added | partially_paid | shipped | none | shipped | paid_too_little | 20 | 20 | 0 | due
pay 100, ship 2, invoice, add 20, ship_added, pay 20, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
carrier 5, pay 105, ship 2, invoice, carrier_costs 8 | partially_paid | shipped | none | shipped | paid_too_little, invoiced_too_little | 3 | 3 | 0 | no
carrier 5, pay 105, ship 2, invoice, carrier_costs 3, credit_amount 2 | overpaid | shipped | none | shipped | paid_too_much | -2 | 0 | 0 | no
carrier 5, pay 105, ship 2, invoice, carrier_costs 3, credit_amount 2, refund 2 | paid | shipped | none | done | - | 0 | 0 | 0 | no
coupon 10, pay 90, cancel_transfer, add 50, invoice, add 30, invoice | paid | to_ship | none | to_ship | given_up | -14.44 | 0 | 0 | no
pay 100, ship 2, invoice, refund 100, pay 100, price 60 | partially_paid | shipped | none | shipped | paid_too_little, invoiced_too_little | 20 | 20 | 0 | no
coupon 100, confirm, ship 2, invoice, invoice_twice | paid | shipped | none | done | - | 0 | 0 | 0 | no
coupon 10, pay 90, ship 2, invoice, invoice_twice | paid | shipped | none | shipped | invoiced_too_much | 0 | 0 | 90 | no
by_delivery, coupon 100, confirm, ship 3 | unpaid | shipped | none | shipped | - | 50 | 50 | 0 | yes
pay 100, ship 2, return 2, refund 100, carrier 1 | refunded | shipped | settled | shipped | - | 1 | 1 | 0 | yes
confirm, pay 90, ship 2, invoice, write_off 10, refund 10 | partially_refunded | shipped | none | shipped | invoiced_too_much | 0 | 0 | 10 | no
pay 100, ship 1, close, refund 60, add 20 | partially_paid | partially_shipped | none | to_ship | paid_too_little | 20 | 60 | 0 | no
pay 100, invoice, price 52.5, credit_amount 100 | paid | to_ship | none | to_ship | invoiced_too_little | -95 | 5 | 0 | no
pay 100, invoice, quantity 3, price 40 | partially_paid | to_ship | none | to_ship | paid_too_little, invoiced_too_little | 20 | 20 | 0 | no
pay 100, invoice, quantity 3, price 40, pay 20 | paid | to_ship | none | to_ship | invoiced_too_little | 0 | 20 | 0 | no
rule on_payment, pay 100, invoice, quantity 3, price 40, pay 20 | paid | to_ship | none | to_ship | invoiced_too_little | 0 | 20 | 0 | no
pay 100, ship 2, invoice, add 50, ship_added, price 45 | partially_paid | shipped | none | shipped | paid_too_little, invoiced_too_much | 40 | 50 | 10 | yes
rule on_payment, pay 100, ship 2, invoice, price 45, add 50, ship_added | partially_paid | shipped | none | shipped | paid_too_little, invoiced_too_much | 40 | 50 | 10 | yes
# Deposits
confirm, deposit 30 | unpaid | to_ship | none | to_ship | - | 100 | 70 | 0 | yes
confirm, deposit 30, register 30 | partially_paid | to_ship | none | to_ship | paid_too_little | 70 | 70 | 0 | yes
confirm, deposit 30, register 30, ship 2, pay 70, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_shipment, by_delivery, confirm, deposit 60, register 60, ship 1 | partially_paid | partially_shipped | none | to_ship | paid_too_little | 40 | 40 | 0 | no
# Cents and written off
pay 100, ship 2, invoice, round 100.01 | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_shipment, price 11.935, confirm, ship 1, invoice, round 11.94, register 11.94, ship 1, invoice, round 11.94, register 11.94 | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_shipment, price 11.935, pay 23.87, ship 1, invoice, round 11.93, ship 1, invoice, round 11.93 | paid | shipped | none | done | - | 0 | 0 | 0 | no
confirm, ship 2, invoice, register 95, write_off 5 | paid | shipped | none | done | - | 0 | 0 | 0 | no
confirm, ship 2, invoice, write_off 100 | unpaid | shipped | none | done | - | 0 | 0 | 0 | no
confirm, ship 2, invoice, register 95 | partially_paid | shipped | none | shipped | paid_too_little | 5 | 0 | 0 | no
# In the warehouse
steps, pay 100 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, start | paid | picking | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, start | paid | picking | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, pick | paid | packed | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, pick, put_back 2 | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, pick, put_back 1 | paid | picking | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, pick, put_back 2, pick_again | paid | packed | none | to_ship | - | 0 | 100 | 0 | yes
steps, pay 100, pick, put_back 2, pick_again, ship 2 | paid | shipped | none | shipped | - | 0 | 100 | 0 | yes
steps, pay 100, pick, put_back 2, cancel | paid | nothing | none | cancelled | paid_after_cancellation | -100 | 0 | 0 | no
pay 100, pack | paid | packed | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, ship 2, arrive | paid | delivered | none | shipped | - | 0 | 100 | 0 | yes
pay 100, ship 1, arrive | paid | partially_shipped | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, lose_transfer | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
lose_transfer, send | unpaid | not_yet | none | awaiting_payment | - | 100 | 100 | 0 | no
pickup, pay 100, reserve | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pickup, pay 100, reserve, set_aside | paid | ready_for_pickup | none | to_ship | - | 0 | 100 | 0 | yes
pickup, pay 100, set_aside | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pickup, pay 100, steps, reserve, pick | paid | ready_for_pickup | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, reserve, set_aside | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
# Refunds, deliveries and bookings that go only a part of the way
rule on_shipment, pay 100, ship 1, invoice, ship 1, refund 30 | partially_refunded | shipped | none | shipped | - | 0 | 20 | 0 | no
by_delivery, pay 160, ship 3 | overpaid | shipped | none | shipped | paid_too_much | -10 | 150 | 0 | yes
rule on_shipment, carrier 5, pay 105 | paid | to_ship | none | to_ship | - | 0 | 105 | 0 | yes
pay 100, ship 2, invoice, book 100 | paid | shipped | none | done | - | 0 | 0 | 0 | no
# Parcels that the carrier sent back
pay 100, ship 2, invoice, come_back | paid | shipped | none | shipped | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, arrive, come_back | paid | delivered | none | shipped | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, come_back, arrive | paid | delivered | none | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, come_back, announce | paid | shipped | approved | shipped | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, come_back, return 2 | paid | shipped | received | shipped | - | -100 | 0 | 100 | no
pay 100, ship 2, invoice, come_back, return 2, credit 2, refund 100 | refunded | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, come_back, exchange 2 | paid | shipped | settled | done | - | 0 | 0 | 0 | no
pay 100, ship 1, come_back | paid | partially_shipped | none | to_ship | - | 0 | 100 | 0 | yes
# Returns on their way
pay 100, ship 2, invoice, announce, send_back | paid | shipped | on_the_way | shipped | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, announce, receive 1 | paid | shipped | received | shipped | - | -50 | 0 | 50 | no
pay 100, ship 2, invoice, return 1, credit 1, refund 50, return 1 | partially_refunded | shipped | received | shipped | - | -50 | 0 | 50 | no
pay 100, ship 2, invoice, refund 50, return 1 | partially_refunded | shipped | received | shipped | - | 0 | 0 | 50 | no
pay 100, ship 2, invoice, return 2, credit 1, refund 50 | partially_refunded | shipped | received | shipped | - | -50 | 0 | 50 | no
pay 100, ship 2, invoice, return 2, credit_amount 45, refund 45 | partially_refunded | shipped | received | shipped | - | -55 | 0 | 55 | no
# Services by delivery, requests, two kinds in one order
service, by_delivery, pay 100, render 1 | paid | nothing | none | shipped | - | 0 | 100 | 0 | yes
service, by_delivery, confirm, render 1 | unpaid | nothing | none | awaiting_payment | - | 100 | 100 | 0 | yes
service, by_delivery, pay 100, render 3 | partially_paid | nothing | none | awaiting_payment | paid_too_little | 50 | 150 | 0 | yes
rule on_request, pay 100, ship 2, request | paid | shipped | none | shipped | - | 0 | 100 | 0 | due
rule on_request, pay 100, ship 2, request, invoice | paid | shipped | none | done | - | 0 | 0 | 0 | no
rule on_request, pay 100, ship 2, invoice, add 20, ship_added | partially_paid | shipped | none | shipped | paid_too_little | 20 | 20 | 0 | yes
rule on_request, confirm, request | unpaid | to_ship | none | to_ship | - | 100 | 100 | 0 | due
rule on_payment, confirm, deposit 30 | unpaid | to_ship | none | to_ship | - | 100 | 70 | 0 | yes
rule on_payment, confirm, deposit 30, register 30 | partially_paid | to_ship | none | to_ship | paid_too_little | 70 | 70 | 0 | yes
rule on_payment, confirm, deposit 30, register 30, pay 70 | paid | to_ship | none | to_ship | - | 0 | 70 | 0 | due
rule on_payment, pay 100, ship 1, close, invoice | paid | shipped | none | to_ship | given_up | -50 | 0 | 0 | no
rule on_payment, terms, confirm, ship 2 | unpaid | shipped | none | shipped | - | 100 | 100 | 0 | yes
terms, pay 60, confirm | partially_paid | to_ship | none | to_ship | - | 40 | 100 | 0 | yes
pay 60, pending 40, confirm | partially_paid | to_ship | none | to_ship | - | 40 | 100 | 0 | yes
pay 60, authorize 40, ship 2, invoice | partially_paid | shipped | none | shipped | - | 40 | 0 | 0 | no
pay 100, ship 2, invoice, credit 2 | paid | shipped | none | shipped | - | -100 | 0 | 0 | no
confirm, ship 2, invoice, credit 2 | unpaid | shipped | none | done | - | 0 | 0 | 0 | no
pay 100, ship 2, invoice, authorize 20 | paid | shipped | none | shipped | authorized_too_much | 0 | 0 | 0 | no
pay 40, pay 40, pay 40 | overpaid | to_ship | none | to_ship | paid_too_much | -20 | 100 | 0 | yes
pay 100, pending 100, fail | paid | to_ship | none | to_ship | - | 0 | 100 | 0 | yes
pay 100, ship 2, invoice, credit_amount 13, refund 13, add 20, ship_added | partially_paid | shipped | none | shipped | paid_too_little | 20 | 20 | 0 | yes
pay 100, ship 2, invoice, credit_amount 13, refund 13, add 5, ship_added | partially_paid | shipped | none | shipped | paid_too_little | 5 | 5 | 0 | yes
pay 120, refund 120, pay 100, ship 2, invoice, refund_for 100 100, credit 2, add 60, ship_added | refunded | shipped | none | shipped | - | 60 | 60 | 0 | yes
carrier 5, pay 105, ship 2, invoice, credit_amount 13, refund 13, carrier_costs 3 | partially_refunded | shipped | none | shipped | invoiced_too_much | -2 | 0 | 2 | no
# Cancelled
cancel | unpaid | nothing | none | cancelled | - | 0 | 0 | 0 | no
pay 100, cancel | paid | nothing | none | cancelled | paid_after_cancellation | -100 | 0 | 0 | no
pay 100, cancel, refund 100 | refunded | nothing | none | cancelled | - | 0 | 0 | 0 | no
cancel, pay 100 | paid | nothing | none | cancelled | paid_after_cancellation | -100 | 0 | 0 | no
carrier 5, confirm, invoice, cancel, credit_amount 105 | unpaid | nothing | none | cancelled | - | 0 | 0 | 0 | no
carrier 5, pay 105, invoice, cancel, credit_amount 105 | paid | nothing | none | cancelled | paid_after_cancellation | -105 | 0 | 0 | no
carrier 5, pay 105, invoice, cancel, credit_amount 105, refund 105 | refunded | nothing | none | cancelled | - | 0 | 0 | 0 | no
carrier 5, pay 105, invoice, cancel, credit_amount 102, refund 102 | partially_refunded | nothing | none | cancelled | paid_after_cancellation, invoiced_too_much | -3 | 0 | 3 | no
pay 100, invoice, cancel | paid | nothing | none | cancelled | paid_after_cancellation, invoiced_too_much | -100 | 0 | 100 | no
pay 100, invoice, cancel, credit 2, refund 100 | refunded | nothing | none | cancelled | - | 0 | 0 | 0 | no
confirm, invoice, cancel, credit 2, credit_amount 60 | unpaid | nothing | none | cancelled | - | -60 | 0 | 0 | no
pay 100, invoice, cancel, credit 2, credit_amount 60 | paid | nothing | none | cancelled | paid_after_cancellation | -160 | 0 | 0 | no
authorize 100, cancel | authorized | nothing | none | cancelled | - | 0 | 0 | 0 | no
pay 100, ship 1, cancel | paid | shipped | none | cancelled | paid_after_cancellation | -50 | 50 | 0 | no
"""


@dataclass
class Row:
    """A case and what is so then."""

    story: str
    payment: str
    goods: str
    back: str
    stage: str
    issues: str
    owed: float
    bill: float
    credit: float
    invoice: str


def read_rows():
    """Return the rows of the table."""
    rows = []
    for text in ROWS.strip().splitlines():
        if text.startswith("#"):
            continue
        cells = [cell.strip() for cell in text.split("|")]
        story, payment, goods, back, stage, issues, *amounts, invoice = cells
        story, issues = story.strip("-"), issues.strip("-")
        statuses = payment, goods, back, stage, issues
        rows.append(Row(story, *statuses, *map(float, amounts), invoice))
    return rows
