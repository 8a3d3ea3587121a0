from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from .rules.facts import Booking, Transaction

# Reads the transactions of orders and of their invoices, with those that capture, void
# or refund a part of them. One that pays several orders counts for each by its share.
TRANSACTIONS_QUERY = """
      WITH own_invoice AS (
          SELECT sol.order_id, line.move_id, SUM(line.price_total) AS amount
            FROM sale_order_line sol
            JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
            JOIN account_move_line line ON line.id = rel.invoice_line_id
           WHERE sol.order_id IN %(order_ids)s
        GROUP BY sol.order_id, line.move_id
      ),
      root AS (
          SELECT rel.sale_order_id AS order_id, rel.transaction_id AS id,
                 COALESCE(o.amount_total / NULLIF((
                      SELECT SUM(paid.amount_total)
                        FROM sale_order_transaction_rel other
                        JOIN sale_order paid ON paid.id = other.sale_order_id
                       WHERE other.transaction_id = rel.transaction_id
                 ), 0), 1) AS share
            FROM sale_order_transaction_rel rel
            JOIN sale_order o ON o.id = rel.sale_order_id
           WHERE rel.sale_order_id IN %(order_ids)s
           UNION ALL
          SELECT own_invoice.order_id, rel.transaction_id,
                 SUM(own_invoice.amount) / NULLIF((
                      SELECT SUM(line.price_total)
                        FROM account_invoice_transaction_rel other
                        JOIN account_move_line line
                          ON line.move_id = other.invoice_id
                         AND line.display_type = 'product'
                       WHERE other.transaction_id = rel.transaction_id
                 ), 0)
            FROM own_invoice
            JOIN account_invoice_transaction_rel rel
              ON rel.invoice_id = own_invoice.move_id
           WHERE NOT EXISTS (
                 SELECT FROM sale_order_transaction_rel
                  WHERE transaction_id = rel.transaction_id
                 )
        GROUP BY own_invoice.order_id, rel.transaction_id
      ),
      child AS (
          SELECT root.order_id, tx.id, root.share
            FROM root
            JOIN payment_transaction tx ON tx.source_transaction_id = root.id
      ),
      own AS (
          SELECT * FROM root
           UNION ALL
          SELECT * FROM child
           UNION ALL
          SELECT child.order_id, tx.id, child.share
            FROM child
            JOIN payment_transaction tx ON tx.source_transaction_id = child.id
      )
      SELECT DISTINCT ON (own.order_id, tx.id)
             own.order_id, tx.id, tx.source_transaction_id AS source_id,
             tx.operation, tx.state, tx.payment_id,
             tx.amount * COALESCE(own.share, 1) AS amount
        FROM own
        JOIN payment_transaction tx ON tx.id = own.id
       WHERE tx.operation IS DISTINCT FROM 'validation'
    ORDER BY own.order_id, tx.id
"""
# Reads what was matched with the invoices and credit notes of orders: money, and what
# was written off. Credit notes that settle an invoice and exchange differences are none.
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
       SELECT part.order_id, invoice.move_type = 'out_refund' AS is_credit_note,
              payment.payment_transaction_id AS transaction_id,
              SUM(match.amount * part.amount / whole.amount) AS amount,
              SUM(match.amount * part.amount / whole.amount
                  * COALESCE(kind.written_off, 0)) AS written_off
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
         JOIN LATERAL (
               SELECT SUM(ABS(l.balance)) FILTER (WHERE
                          l.tax_line_id IS NOT NULL
                          OR account.account_type LIKE 'expense%%'
                          OR account.account_type LIKE 'income%%')
                      / NULLIF(SUM(ABS(l.balance)) FILTER (WHERE
                          account.account_type = 'asset_receivable'), 0)
                      AS written_off
                 FROM account_move_line l
                 JOIN account_account account ON account.id = l.account_id
                WHERE l.move_id = entry.id
              ) kind ON TRUE
        WHERE NOT EXISTS (
               SELECT FROM account_partial_reconcile
                WHERE exchange_move_id = entry.id
              )
     GROUP BY part.order_id, is_credit_note, payment.payment_transaction_id
"""
# Reads what became of payments in the accounting: what of them isn't matched, and what
# was matched with something else than documents of the orders that the payment is for.
USES_QUERY = """
      SELECT payment.id AS payment_id, payment.payment_type = 'outbound' AS is_refund,
             ABS(line.amount_residual_currency) AS residual,
             foreign_use.invoiced, foreign_use.paid_back
        FROM account_payment payment
   LEFT JOIN payment_transaction tx ON tx.id = payment.payment_transaction_id
   LEFT JOIN payment_transaction source ON source.id = tx.source_transaction_id
        JOIN account_move_line line ON line.move_id = payment.move_id
         AND line.parent_state = 'posted'
        JOIN account_account account ON account.id = line.account_id
         AND account.account_type = 'asset_receivable'
  CROSS JOIN LATERAL (
             SELECT SUM(match.credit_amount_currency)
                        FILTER (WHERE entry.move_type = 'out_invoice') AS invoiced,
                    SUM(match.credit_amount_currency)
                        FILTER (WHERE entry.move_type = 'entry') AS paid_back
               FROM account_partial_reconcile match
               JOIN account_move_line other ON other.id = match.debit_move_id
               JOIN account_move entry ON entry.id = other.move_id
              WHERE match.credit_move_id = line.id
                AND COALESCE(entry.origin_payment_id, 0) NOT IN %(payment_ids)s
                AND NOT EXISTS (
                    SELECT FROM account_partial_reconcile
                     WHERE exchange_move_id = entry.id
                    )
                AND NOT EXISTS (
                    SELECT FROM account_invoice_transaction_rel
                     WHERE invoice_id = entry.id AND transaction_id = tx.id
                    )
                AND NOT EXISTS (
                    SELECT FROM account_move_line l
                      JOIN sale_order_line_invoice_rel rel ON rel.invoice_line_id = l.id
                      JOIN sale_order_line sol ON sol.id = rel.order_line_id
                      JOIN sale_order_transaction_rel paid
                        ON paid.sale_order_id = sol.order_id
                     WHERE l.move_id = entry.id
                       AND paid.transaction_id IN (
                           tx.id, source.id, source.source_transaction_id
                           )
                    )
             ) foreign_use
       WHERE payment.id IN %(payment_ids)s
"""
# What it means that a payment was matched with a foreign invoice, or a foreign entry.
FOREIGN_USES = {"invoiced": "used_elsewhere", "paid_back": "refunded"}


class EcommercePaymentFacts(models.AbstractModel):
    """What was paid, refunded and written off, read by few queries."""

    _name = "ecommerce.payment.facts"
    _description = "Payments of Web Orders"

    @api.model
    def _add(self, facts, order_ids):
        """Add the payments to the orders' facts.

        Refunds belong to an order by their source: Odoo doesn't link them. That of a
        partial capture is two steps away from the order.
        """
        rows = self._read_transactions(order_ids)
        for row in rows:
            facts[row["order_id"]].transactions.append(
                Transaction(
                    row["id"],
                    row["operation"],
                    row["state"],
                    float(row["amount"]),
                    row["source_id"],
                )
            )
        invoiced_ids = [
            order_id for order_id in order_ids if facts[order_id].documents
        ]
        if invoiced_ids:
            self._add_bookings(facts, invoiced_ids)
        if booked_rows := [row for row in rows if row["payment_id"]]:
            self._add_uses(facts, booked_rows)

    @api.model
    def _read_transactions(self, order_ids):
        self.env["sale.order"].flush_model(["amount_total", "transaction_ids"])
        self.env["account.move"].flush_model(["transaction_ids"])
        self.env["payment.transaction"].flush_model(
            ["amount", "operation", "payment_id", "source_transaction_id", "state"]
        )
        return self.env.execute_query_dict(
            SQL(TRANSACTIONS_QUERY, order_ids=tuple(order_ids))
        )

    @api.model
    def _add_bookings(self, facts, order_ids):
        """Add what was matched with posted invoices and credit notes of orders."""
        self._flush_bookings()
        for row in self.env.execute_query_dict(
            SQL(BOOKINGS_QUERY, order_ids=tuple(order_ids))
        ):
            kind = "refunded" if row["is_credit_note"] else "received"
            written_off = float(row["written_off"] or 0)
            moved = float(row["amount"]) - written_off
            bookings = facts[row["order_id"]].bookings
            bookings.append(Booking(kind, moved, row["transaction_id"]))
            sign = -1 if row["is_credit_note"] else 1
            bookings.append(Booking("written_off", sign * written_off))

    @api.model
    def _flush_bookings(self):
        self.env["sale.order.line"].flush_model(["invoice_lines", "order_id"])
        self.env["account.move"].flush_model(["move_type", "origin_payment_id"])
        self.env["account.move.line"].flush_model(
            [
                "account_id",
                "amount_residual_currency",
                "balance",
                "display_type",
                "parent_state",
                "price_total",
                "tax_line_id",
            ]
        )
        self.env["account.partial.reconcile"].flush_model()
        self.env["account.payment"].flush_model(["move_id", "payment_transaction_id"])

    @api.model
    def _add_uses(self, facts, rows):
        """Add what of the own payments isn't matched, or matched with other things."""
        self._flush_bookings()
        orders_by_payment = defaultdict(list)
        for row in rows:
            orders_by_payment[row["payment_id"]].append(facts[row["order_id"]])
        for use in self.env.execute_query_dict(
            SQL(USES_QUERY, payment_ids=tuple(orders_by_payment))
        ):
            orders = orders_by_payment[use["payment_id"]]
            self._add_residual(orders, use)
            for name, kind in FOREIGN_USES.items():
                if use[name]:
                    orders[0].bookings.append(Booking(kind, float(use[name])))

    @api.model
    def _add_residual(self, orders, use):
        """Note what of a payment isn't matched yet, at each order that it pays."""
        for order in orders:
            if use["is_refund"]:
                order.unmatched_refunds += float(use["residual"])
            else:
                order.unmatched_payments += float(use["residual"])
