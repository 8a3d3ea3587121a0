"""Queries for payments, refunds and write-offs."""

# Reads the transactions of orders and of their invoices, and their child transactions:
# partial captures, voids and refunds. A transaction for several orders counts for each
# by its share.
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
                 COALESCE(
                     (tx.order_shares ->> o.id::text)::numeric / NULLIF((
                          SELECT SUM(value::numeric)
                            FROM jsonb_each_text(tx.order_shares)
                     ), 0),
                     o.amount_total / NULLIF((
                          SELECT SUM(paid.amount_total)
                            FROM sale_order_transaction_rel other
                            JOIN sale_order paid ON paid.id = other.sale_order_id
                           WHERE other.transaction_id = rel.transaction_id
                     ), 0),
                     1
                 ) AS share
            FROM sale_order_transaction_rel rel
            JOIN sale_order o ON o.id = rel.sale_order_id
            JOIN payment_transaction tx ON tx.id = rel.transaction_id
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
             tx.operation, tx.state, tx.payment_id, tx.currency_id,
             tx.amount * COALESCE(own.share, 1) AS amount
        FROM own
        JOIN payment_transaction tx ON tx.id = own.id
       WHERE tx.operation IS DISTINCT FROM 'validation'
    ORDER BY own.order_id, tx.id
"""
# Reads the amounts matched with the invoices and credit notes of orders: payments,
# documents of other orders, which count as payments, and write-offs. Excluded are
# credit notes for products of the same invoice, and exchange differences; credit notes
# without an order are write-offs.
BOOKINGS_QUERY = """
       WITH part AS (
           SELECT sol.order_id, line.move_id, SUM(line.price_total) AS amount
             FROM sale_order_line sol
             JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
             JOIN account_move_line line ON line.id = rel.invoice_line_id
            WHERE sol.order_id IN %(order_ids)s
              AND line.parent_state != 'cancel'  -- Drafts keep what was matched.
         GROUP BY sol.order_id, line.move_id
       )
       SELECT part.order_id, invoice.move_type = 'out_refund' AS is_credit_note,
              payment.payment_transaction_id AS transaction_id,
              payment.id AS payment_id,
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
    LEFT JOIN account_payment payment ON payment.id = entry.origin_payment_id
   CROSS JOIN LATERAL (
               SELECT COUNT(*) AS lines,
                      COUNT(*) FILTER (WHERE sold.order_id IN (
                          SELECT own_sold.order_id
                            FROM account_move_line own_line
                            JOIN sale_order_line_invoice_rel own_rel
                              ON own_rel.invoice_line_id = own_line.id
                            JOIN sale_order_line own_sold
                              ON own_sold.id = own_rel.order_line_id
                           WHERE own_line.move_id = part.move_id
                      )) AS own_lines
                 FROM account_move_line entry_line
                 JOIN sale_order_line_invoice_rel entry_rel
                   ON entry_rel.invoice_line_id = entry_line.id
                 JOIN sale_order_line sold ON sold.id = entry_rel.order_line_id
                WHERE entry_line.move_id = entry.id
              ) document
         JOIN LATERAL (
               SELECT CASE WHEN entry.move_type = 'out_refund' AND document.lines = 0
                      THEN 1
                      WHEN entry.move_type <> 'entry'
                      THEN 0
                      ELSE SUM(ABS(l.balance)) FILTER (WHERE
                          l.tax_line_id IS NOT NULL
                          OR account.account_type LIKE 'expense%%'
                          OR account.account_type LIKE 'income%%')
                      / NULLIF(SUM(ABS(l.balance)) FILTER (WHERE
                          account.account_type = 'asset_receivable'), 0)
                      END AS written_off
                 FROM account_move_line l
                 JOIN account_account account ON account.id = l.account_id
                WHERE l.move_id = entry.id
              ) kind ON TRUE
        WHERE document.own_lines = 0
          AND NOT EXISTS (
               SELECT FROM account_partial_reconcile
                WHERE exchange_move_id = entry.id
              )
     GROUP BY part.order_id, is_credit_note, payment.id
"""
# Reads how payments are matched in accounting: the unmatched amount, and the amount
# matched with documents that aren't of the payment's orders.
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
                    SELECT FROM account_invoice_transaction_rel paid
                      JOIN account_move_line paid_line
                        ON paid_line.move_id = paid.invoice_id
                      JOIN sale_order_line_invoice_rel paid_rel
                        ON paid_rel.invoice_line_id = paid_line.id
                      JOIN sale_order_line paid_sold
                        ON paid_sold.id = paid_rel.order_line_id
                      JOIN sale_order_line sold ON sold.order_id = paid_sold.order_id
                      JOIN sale_order_line_invoice_rel rel
                        ON rel.order_line_id = sold.id
                      JOIN account_move_line l ON l.id = rel.invoice_line_id
                     WHERE paid.transaction_id = tx.id AND l.move_id = entry.id
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
