from odoo import api, models


class EcommercePaymentMatching(models.AbstractModel):
    """Matching of the payments and refunds of eCommerce orders with their documents.

    Odoo matches a payment only with an invoice that is posted after it, and only until
    the payment is reconciled with a bank statement line.
    """

    _name = "ecommerce.payment.matching"
    _description = "Matching of Payments with Documents"

    @api.model
    def _match(self, orders):
        """Reconcile the orders' open documents with their payments and refunds."""
        for order in orders:
            # In sudo mode because salespeople may invoice, but can't read payments.
            order_sudo = order.sudo().with_company(order.company_id)
            documents = order_sudo.invoice_ids.filtered(lambda it: it.state == "posted")
            # Credit notes are first matched with invoices, then with payments.
            self._settle(documents)
            self._settle(documents | self._get_payments(order_sudo).move_id)

    @api.model
    def _settle(self, entries):
        """Reconcile the open receivable lines of the entries with each other."""
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

        A payment for several orders is excluded while this order still owes money,
        because it would take the share of the others.
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
        """Return the orders of the transaction or of its closest source transaction."""
        while transaction.source_transaction_id and not transaction.sale_order_ids:
            transaction = transaction.source_transaction_id
        return transaction.sale_order_ids
