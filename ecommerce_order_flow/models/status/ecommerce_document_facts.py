from odoo import api, models
from odoo.tools import SQL

from .rules.amounts import is_zero
from .rules.facts import Document

# Reads the quantity and amount of each order line in each invoice and credit note.
# Amounts are in the order's currency; each order gets the share of its lines in a
# document for several orders.
DOCUMENTS_QUERY = """
      SELECT sol.order_id, sol.id AS line_id, move.id AS move_id,
             move.move_type = 'out_refund' AS is_credit_note,
             move.state = 'posted' AS is_posted,
             move.id <= COALESCE(o.settled_document_id, 0) AS is_of_earlier_life,
             SUM(line.quantity * line_uom.factor / sol_uom.factor) AS quantity,
             SUM(line.price_total) * rate.factor AS amount,
             whole.amount * rate.factor AS whole_amount,
             move.amount_total * rate.factor AS total,
             move.amount_residual * rate.factor AS residual
        FROM sale_order_line sol
        JOIN sale_order o ON o.id = sol.order_id
        JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
        JOIN account_move_line line ON line.id = rel.invoice_line_id
        JOIN account_move move ON move.id = line.move_id
         AND move.move_type IN ('out_invoice', 'out_refund')
         AND move.state <> 'cancel'
   LEFT JOIN uom_uom sol_uom ON sol_uom.id = sol.product_uom_id
   LEFT JOIN uom_uom line_uom
          ON line_uom.id = COALESCE(line.product_uom_id, sol.product_uom_id)
  CROSS JOIN LATERAL (
             SELECT CASE WHEN move.currency_id = o.currency_id THEN 1
                         ELSE o.currency_rate / NULLIF(move.invoice_currency_rate, 0)
                    END AS factor
             ) rate
  CROSS JOIN LATERAL (
             SELECT SUM(price_total) AS amount
               FROM account_move_line
              WHERE move_id = move.id AND display_type = 'product'
             ) whole
       WHERE sol.order_id IN %(order_ids)s
    GROUP BY o.id, sol.id, move.id, whole.amount, rate.factor
    ORDER BY move.id
"""
# The fields read by the query.
READ_FIELDS = {
    "sale.order": ["currency_id", "currency_rate", "settled_document_id"],
    "sale.order.line": ["invoice_lines", "order_id", "product_uom_id"],
    "account.move": [
        "amount_residual",
        "amount_total",
        "currency_id",
        "invoice_currency_rate",
        "move_type",
        "state",
    ],
    "account.move.line": [
        "display_type",
        "move_id",
        "price_total",
        "product_uom_id",
        "quantity",
    ],
}


class EcommerceDocumentFacts(models.AbstractModel):
    """Invoiced and credited amounts of eCommerce orders, read by one query."""

    _name = "ecommerce.document.facts"
    _description = "eCommerce Order Documents"

    @api.model
    def _add(self, facts, order_ids):
        """Add the documents, and the documented amounts of the lines, to the facts."""
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query_dict(
            SQL(DOCUMENTS_QUERY, order_ids=tuple(order_ids))
        )
        lines = {line.id: line for order in facts.values() for line in order.lines}
        documents = {}
        for row in rows:
            self._add_to_line(lines.get(row["line_id"]), row)
            if row["is_of_earlier_life"]:
                self._forget_what_is_credited(lines.get(row["line_id"]))
            key = row["order_id"], row["move_id"]
            if key not in documents:
                documents[key] = Document(
                    row["move_id"], row["is_credit_note"], row["is_posted"]
                )
                facts[row["order_id"]].documents.append(documents[key])
            self._add_share(documents[key], row)

    @api.model
    def _add_to_line(self, line, row):
        if not line or not row["is_posted"]:
            return
        quantity, amount = float(row["quantity"] or 0), float(row["amount"] or 0)
        if row["is_credit_note"]:
            line.credited_quantity += quantity
            line.credited += amount
        else:
            line.invoiced_quantity += quantity
            line.invoiced += amount

    @api.model
    def _forget_what_is_credited(self, line):
        """Reset lines that were fully credited before the order was reopened.

        That was no concession, because the order was cancelled then. Down payments have
        no quantity, and a price reduction has a quantity of its own.
        """
        if not line:
            return
        is_quantity = line.invoiced_quantity == line.credited_quantity != 0.0
        if is_quantity or is_zero(line.invoiced - line.credited, 0.01):
            line.invoiced_quantity = line.credited_quantity = 0.0
            line.invoiced = line.credited = 0.0

    @api.model
    def _add_share(self, document, row):
        """Add the share of the document's amounts for one of the order's lines."""
        amount, whole = float(row["amount"] or 0), float(row["whole_amount"] or 0)
        share = amount / whole if whole else 0.0
        document.amount += share * float(row["total"] or 0)
        document.residual += share * float(row["residual"] or 0)
