"""The shop's own records about each order, read again.

Nothing here relies on the replay or on totals stored on the order: ordered amounts are
read from the order lines, paid and refunded ones from transactions, delivered and
returned ones from stock moves, invoiced and credited ones from posted documents.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .money import read_cents, read_float, to_cents
from .orders import search_orders

STATUSES = ("flow_stage", "payment_status", "fulfillment_status", "return_status")


@dataclass
class Ledger:
    """Amounts by figure and number of the file, and the orders' statuses."""

    amounts: dict = field(default_factory=lambda: defaultdict(Counter))
    statuses: dict = field(default_factory=dict)  # of an order, by its number
    counts: Counter = field(default_factory=Counter)  # of orders, by their number

    def add(self, figure, orders, amount):
        """Add an amount to a figure of the order it belongs to."""
        for order in orders:
            if order.client_order_ref:
                self.amounts[figure][order.client_order_ref] += amount


def read_ledger(env):
    """Read all records of the replayed orders."""
    ledger = Ledger()
    _read_orders(ledger, search_orders(env))
    _read_transactions(ledger, env)
    _read_moves(ledger, env)
    _read_documents(ledger, env)
    return ledger


def _read_orders(ledger, orders):
    for order in orders:
        number = order.client_order_ref
        ledger.counts[number] += 1
        ledger.statuses[number] = {name: order[name] for name in STATUSES}
        for line in order.order_line:
            ledger.add("ordered", order, read_cents(line.price_total))


def _read_transactions(ledger, env):
    transactions = env["payment.transaction"].search([("state", "=", "done")])
    for transaction in transactions:
        amount = read_cents(transaction.amount)
        if transaction.operation != "refund":
            ledger.add("paid", transaction.sale_order_ids, amount)
        else:
            orders = transaction.source_transaction_id.sale_order_ids
            ledger.add("refunded", orders, -amount)


def _read_moves(ledger, env):
    moves = env["stock.move"].search(
        [("state", "=", "done"), ("sale_line_id", "!=", False)]
    )
    for move in moves:
        line = move.sale_line_id
        price, quantity = read_float(line.price_unit), read_float(move.quantity)
        amount = to_cents(price * quantity)
        if move.location_dest_id.usage == "customer":
            ledger.add("delivered", line.order_id, amount)
        elif move.location_id.usage == "customer":
            ledger.add("returned", line.order_id, amount)


def _read_documents(ledger, env):
    documents = env["account.move"].search(
        [
            ("state", "=", "posted"),
            ("move_type", "in", ("out_invoice", "out_refund")),
            ("line_ids.sale_line_ids", "!=", False),
        ]
    )
    for document in documents:
        orders = document.line_ids.sale_line_ids.order_id
        is_invoice = document.move_type == "out_invoice"
        figure = "invoiced" if is_invoice else "credited"
        ledger.add(figure, orders, read_cents(document.amount_total))
        ledger.add("unsettled", orders, read_cents(document.amount_residual))
