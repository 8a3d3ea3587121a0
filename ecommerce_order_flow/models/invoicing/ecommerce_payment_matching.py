from odoo import api, models


class EcommercePaymentMatching(models.AbstractModel):
    """Matches the payments and refunds of web orders with their documents.

    Odoo matches a payment only with an invoice that is posted after it, and only as
    long as the bank statement does not have it.
    """

    _name = "ecommerce.payment.matching"
    _description = "Matching of Payments with Documents"

    @api.model
    def _match(self, orders):
        """Settle the open documents of orders with what was paid and refunded."""
        for order in orders:
            # In sudo mode because salespeople may invoice, but not read payments.
            order_sudo = order.sudo().with_company(order.company_id)
            documents = order_sudo.invoice_ids.filtered(lambda it: it.state == "posted")
            # A credit note settles what is invoiced anew before any money does.
            self._settle(documents)
            self._settle(documents | self._get_payments(order_sudo).move_id)

    @api.model
    def _settle(self, entries):
        """Match the open receivable lines of journal entries with each other."""
        lines = entries.line_ids.filtered(
            lambda line: (
                line.account_type == "asset_receivable"
                and line.parent_state == "posted"
                and not line.reconciled
            )
        )
        for account_lines in lines.grouped("account_id").values():
            debits = account_lines.filtered(lambda line: line.balance > 0)
            if debits and debits != account_lines:
                account_lines.reconcile()

    @api.model
    def _get_payments(self, order):
        """Return the payments of the order's transactions, and their refunds.

        What pays several orders is left alone as long as this one would take the
        others' share.
        """
        transactions = order.transaction_ids | order.invoice_ids.transaction_ids
        transactions |= transactions.child_transaction_ids
        transactions |= transactions.child_transaction_ids
        if order.amount_owed > 0:
            transactions = transactions.filtered(
                lambda tx: len(self._get_paid_orders(tx)) < 2
            )
        return transactions.payment_id

    @api.model
    def _get_paid_orders(self, transaction):
        """Return the orders of a transaction, or of the one that it is a part of."""
        while transaction.source_transaction_id and not transaction.sale_order_ids:
            transaction = transaction.source_transaction_id
        return transaction.sale_order_ids
