from collections import defaultdict
from dataclasses import dataclass

from odoo import api, models
from odoo.tools import SQL

# Reads the transactions of orders, with those that capture or refund a part of them.
TRANSACTIONS_QUERY = """
      WITH root AS (
          SELECT sale_order_id AS order_id, transaction_id AS id,
                 transaction_id AS root_id
            FROM sale_order_transaction_rel
           WHERE sale_order_id IN %(order_ids)s
      ),
      child AS (
          SELECT root.order_id, tx.id, root.root_id
            FROM root
            JOIN payment_transaction tx ON tx.source_transaction_id = root.id
      ),
      own AS (
          SELECT * FROM root
           UNION
          SELECT * FROM child
           UNION
          SELECT child.order_id, tx.id, child.root_id
            FROM child
            JOIN payment_transaction tx ON tx.source_transaction_id = child.id
      )
      SELECT own.order_id, tx.id, tx.source_transaction_id AS source_id,
             tx.operation, tx.state,
             tx.amount * COALESCE(o.amount_total / NULLIF((
                  SELECT SUM(paid.amount_total)
                    FROM sale_order_transaction_rel rel
                    JOIN sale_order paid ON paid.id = rel.sale_order_id
                   WHERE rel.transaction_id = own.root_id
             ), 0), 1) AS amount
        FROM own
        JOIN sale_order o ON o.id = own.order_id
        JOIN payment_transaction tx ON tx.id = own.id
       WHERE tx.operation IS DISTINCT FROM 'validation'
    ORDER BY tx.id
"""

# Reads what was reconciled with the invoices and credit notes of orders.
BOOKINGS_QUERY = """
       WITH part AS (
           SELECT sol.order_id, line.move_id, SUM(line.price_total) AS amount
             FROM sale_order_line sol
             JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
             JOIN account_move_line line ON line.id = rel.invoice_line_id
            WHERE sol.order_id IN %(order_ids)s
              AND line.parent_state = 'posted'
         GROUP BY sol.order_id, line.move_id
       )
       SELECT part.order_id, invoice.move_type,
              payment.payment_transaction_id,
              SUM(match.amount * part.amount / whole.amount)
         FROM part
         JOIN account_move invoice ON invoice.id = part.move_id
          AND invoice.move_type IN ('out_invoice', 'out_refund')
         JOIN LATERAL (
               SELECT SUM(price_total) AS amount
                 FROM account_move_line
                WHERE move_id = part.move_id AND display_type = 'product'
              ) whole ON whole.amount <> 0
         JOIN account_move_line due ON due.move_id = invoice.id
          AND due.display_type = 'payment_term'
         JOIN LATERAL (
               SELECT credit_move_id AS line_id,
                      debit_amount_currency AS amount
                 FROM account_partial_reconcile
                WHERE debit_move_id = due.id
                  AND invoice.move_type = 'out_invoice'
                UNION ALL
               SELECT debit_move_id, credit_amount_currency
                 FROM account_partial_reconcile
                WHERE credit_move_id = due.id
                  AND invoice.move_type = 'out_refund'
              ) match ON TRUE
         JOIN account_move_line other ON other.id = match.line_id
         JOIN account_move entry ON entry.id = other.move_id
          AND entry.move_type = 'entry'
    LEFT JOIN account_payment payment ON payment.id = entry.origin_payment_id
        WHERE NOT EXISTS (
               SELECT FROM account_partial_reconcile
                WHERE exchange_move_id = entry.id
              )
     GROUP BY part.order_id, invoice.move_type,
              payment.payment_transaction_id
"""


@dataclass
class PaymentSummary:
    """What the customer of one order paid and got back, in the order's currency."""

    received: float = 0.0
    refunded: float = 0.0
    authorized: float = 0.0
    is_pending: bool = False
    has_failed: bool = False


class EcommercePaymentSummary(models.AbstractModel):
    """What was paid and refunded, read by two queries for any number of orders.

    The same code serves the confirmation of one cart and the installation beside
    100,000 old orders.
    """

    _name = "ecommerce.payment.summary"
    _description = "Payments of Web Orders"

    @api.model
    def _get(self, orders):
        """Return what was paid and refunded of the given orders.

        Counted are the orders' transactions, their partial captures and refunds, and
        whatever was booked on the invoices and credit notes without a transaction of
        the order: payments registered by hand, bank statement lines, invoices paid in
        the portal.

        :return: a `PaymentSummary` by order id.
        :rtype: defaultdict
        """
        summary_by_order = defaultdict(PaymentSummary)
        order_ids = orders._origin.ids
        if not order_ids:
            return summary_by_order
        transactions = self._read_transactions(order_ids)
        for order_id, own_transactions in transactions.items():
            summary_by_order[order_id] = self._sum_transactions(own_transactions)
        for order_id, move_type, transaction_id, amount in self._read_bookings(
            order_ids
        ):
            if transaction_id in transactions[order_id]:
                continue
            summary = summary_by_order[order_id]
            if move_type == "out_refund":
                summary.refunded += amount
            else:
                summary.received += amount
        return summary_by_order

    @api.model
    def _read_transactions(self, order_ids):
        """Read the transactions of orders, with their partial captures and refunds.

        Refunds belong to an order by their source: Odoo doesn't link them. That of a
        partial capture is two steps away from the order. A transaction that pays
        several orders counts for each of them by its share of their totals.

        :return: order id -> transaction id -> row, in the order of creation.
        :rtype: defaultdict
        """
        self.env["sale.order"].flush_model(["amount_total", "transaction_ids"])
        self.env["payment.transaction"].flush_model(
            ["amount", "operation", "source_transaction_id", "state"]
        )
        transactions = defaultdict(dict)
        for row in self.env.execute_query_dict(
            SQL(
                TRANSACTIONS_QUERY,
                order_ids=tuple(order_ids),
            )
        ):
            transactions[row["order_id"]][row["id"]] = row
        return transactions

    @api.model
    def _sum_transactions(self, transactions):
        """Return the `PaymentSummary` of one order's transactions, given by id."""
        summary = PaymentSummary()
        parts_by_source = defaultdict(list)
        for tx in transactions.values():
            if tx["source_id"] in transactions and tx["operation"] != "refund":
                parts_by_source[tx["source_id"]].append(tx)
        for tx in transactions.values():
            if tx["operation"] == "refund":
                summary.refunded -= tx["amount"] if tx["state"] == "done" else 0.0
            else:
                self._add_payment(summary, tx, parts_by_source[tx["id"]])
        return summary

    @api.model
    def _add_payment(self, summary, tx, parts):
        """Add a payment to the order's summary.

        One that was captured or voided in parts counts by its parts; what is neither
        captured nor voided stays authorized.
        """
        settled_parts = [part for part in parts if part["state"] in ("done", "cancel")]
        if tx["state"] == "done" and not settled_parts:
            summary.received += tx["amount"]
        elif tx["state"] == "authorized":
            summary.authorized += tx["amount"] - sum(p["amount"] for p in settled_parts)
        elif tx["state"] == "pending":
            summary.is_pending = True
        # They come in the order of creation: the customer's last try counts.
        if tx["state"] != "draft":
            summary.has_failed = tx["state"] == "error"

    @api.model
    def _read_bookings(self, order_ids):
        """Read what was reconciled with posted invoices and credit notes of orders.

        Credit notes that settle an invoice move no money, exchange differences don't
        either. An invoice over several orders counts by its lines.

        :return: tuples (order id, move type of the document, id of the payment
            transaction that made the payment or None, amount)
        """
        self.env["sale.order.line"].flush_model(["invoice_lines", "order_id"])
        self.env["account.move"].flush_model(["move_type", "origin_payment_id"])
        self.env["account.move.line"].flush_model(
            ["display_type", "parent_state", "price_total"]
        )
        self.env["account.partial.reconcile"].flush_model()
        self.env["account.payment"].flush_model(["payment_transaction_id"])
        return self.env.execute_query(
            SQL(
                BOOKINGS_QUERY,
                order_ids=tuple(order_ids),
            )
        )
