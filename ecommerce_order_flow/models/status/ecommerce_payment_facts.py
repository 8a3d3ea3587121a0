from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from .payment_queries import BOOKINGS_QUERY, TRANSACTIONS_QUERY, USES_QUERY
from .rules.facts import Booking, Transaction

# Kind of a payment matched with a document that isn't of its order.
FOREIGN_USES = {"invoiced": "used_elsewhere", "paid_back": "refunded"}


class EcommercePaymentFacts(models.AbstractModel):
    """Payments, refunds and write-offs of eCommerce orders, read by few queries."""

    _name = "ecommerce.payment.facts"
    _description = "Payment Summary"

    @api.model
    def _add(self, facts, order_ids):
        """Add the payments to the orders' facts.

        Refunds are linked by their source transaction, because Odoo doesn't link them
        to orders. The refund of a partial capture is two levels away from the order.
        """
        rows = self._read_transactions(order_ids)
        for row in rows:
            facts[row["order_id"]].transactions.append(
                Transaction(
                    row["id"],
                    row["operation"],
                    row["state"],
                    self._convert(row),
                    row["source_id"],
                )
            )
        invoiced_ids = [order_id for order_id in order_ids if facts[order_id].documents]
        if invoiced_ids:
            self._add_bookings(facts, invoiced_ids)
        if booked_rows := [row for row in rows if row["payment_id"]]:
            self._add_uses(facts, booked_rows)

    @api.model
    def _convert(self, row):
        """Return the amount of a transaction in its order's currency.

        They differ if the pricelist was changed after the payment.
        """
        order = self.env["sale.order"].browse(row["order_id"])
        tx = self.env["payment.transaction"].browse(row["id"])
        if row["currency_id"] == order.currency_id.id:
            return float(row["amount"])
        return tx.currency_id._convert(
            float(row["amount"]), order.currency_id, order.company_id, tx.create_date
        )

    @api.model
    def _read_transactions(self, order_ids):
        self.env["sale.order"].flush_model(["amount_total", "transaction_ids"])
        self.env["account.move"].flush_model(["transaction_ids"])
        self.env["payment.transaction"].flush_model(
            [
                "amount",
                "currency_id",
                "operation",
                "order_shares",
                "payment_id",
                "source_transaction_id",
                "state",
            ]
        )
        return self.env.execute_query_dict(
            SQL(TRANSACTIONS_QUERY, order_ids=tuple(order_ids))
        )

    @api.model
    def _add_bookings(self, facts, order_ids):
        """Add the amounts matched with invoices and credit notes of the orders."""
        self._flush_bookings()
        rows = self.env.execute_query_dict(
            SQL(BOOKINGS_QUERY, order_ids=tuple(order_ids))
        )
        # Records of one recordset are read together.
        payment_ids = {row["payment_id"] for row in rows} - {None}
        payments = {it.id: it for it in self.env["account.payment"].browse(payment_ids)}
        orders = {it.id: it for it in self.env["sale.order"].browse(order_ids)}
        for row in rows:
            kind = "refunded" if row["is_credit_note"] else "received"
            written_off = float(row["written_off"] or 0)
            moved = float(row["amount"]) - written_off
            if payment := payments.get(row["payment_id"]):
                order = orders[row["order_id"]]
                moved += self._get_rest_of_payment(payment, order, moved)
            bookings = facts[row["order_id"]].bookings
            bookings.append(Booking(kind, moved, row["transaction_id"]))
            sign = -1 if row["is_credit_note"] else 1
            bookings.append(Booking("written_off", sign * written_off))

    @api.model
    def _get_rest_of_payment(self, payment, order, moved):
        """Return the surplus of a payment registered on the order's documents.

        A payment that was also used for other documents is no surplus of the order.
        """
        if payment.payment_transaction_id or payment.currency_id != order.currency_id:
            return 0.0
        due_lines = payment.move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        rest = abs(sum(due_lines.mapped("amount_residual_currency")))
        is_all = order.currency_id.compare_amounts(moved + rest, payment.amount) == 0
        return rest if is_all else 0.0

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
        """Add unmatched amounts of the orders' payments, or those matched elsewhere."""
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
        """Add the unmatched amount of a payment to each order that it pays."""
        for order in orders:
            if use["is_refund"]:
                order.unmatched_refunds += float(use["residual"])
            else:
                order.unmatched_payments += float(use["residual"])
