from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class EcommerceBankReconciliation(models.AbstractModel):
    """Reconciliation of bank lines with payments, like an accountant does it.

    Odoo's Community edition has no view for it.
    """

    _name = "ecommerce.bank.reconciliation"
    _description = "Reconciliation of Bank Lines"

    @api.model
    def _reconcile(self, line, items):
        """Reconcile journal items with a bank line; the rest of the line stays open.

        :raise UserError: If the line can't be reconciled.
        """
        suspense = self._get_suspense(line)
        counterparts = [self._prepare_counterpart(line, suspense, it) for it in items]
        created = self._replace(line, suspense, counterparts)
        for counterpart, item in zip(created, items, strict=True):
            (counterpart + item).reconcile()

    @api.model
    def _get_outstanding(self, payment):
        """Return the outstanding item of a payment.

        :raise UserError: If it has none.
        """
        item = payment._seek_for_lines()[0] if payment.move_id else payment.move_id
        if len(item) != 1 or not item.account_id.reconcile or item.reconciled:
            raise UserError(
                self.env._(
                    "%(payment)s has no outstanding item that the bank line could "
                    "settle: set an outstanding account that can be reconciled for "
                    "the payment method of the journal %(journal)s.",
                    payment=payment.display_name,
                    journal=payment.journal_id.display_name,
                )
            )
        return item

    @api.model
    def _get_suspense(self, line):
        """Return the suspense item of an unreconciled bank line."""
        _liquidity, suspense, others = line._seek_for_lines()
        if len(suspense) != 1 or others:
            raise UserError(
                self.env._(
                    "A part of the bank line %(line)s is already reconciled: settle "
                    "it in the accounting.",
                    line=line.display_name,
                )
            )
        return suspense

    @api.model
    def _prepare_counterpart(self, line, suspense, item):
        amounts = line._prepare_counterpart_amounts_using_st_line_rate(
            item.currency_id, -item.balance, -item.amount_currency
        )
        return {
            "name": suspense.name,
            "partner_id": item.partner_id.id,
            "account_id": item.account_id.id,
            "currency_id": suspense.currency_id.id,
            **amounts,
        }

    @api.model
    def _replace(self, line, suspense, counterparts):
        """Replace the suspense item by counterparts, and return these."""
        rest, rest_currency = (
            suspense[name] - sum(values[name] for values in counterparts)
            for name in ("balance", "amount_currency")
        )
        if suspense.currency_id.is_zero(rest_currency):
            # Rounding differences of conversions must not stay open.
            counterparts[-1]["balance"] += rest
            command = Command.delete(suspense.id)
        else:
            values = {"balance": rest, "amount_currency": rest_currency}
            command = Command.update(suspense.id, values)
        items = line.move_id.line_ids
        line.move_id.with_context(
            force_delete=True,
            skip_account_move_synchronization=True,
            skip_readonly_check=True,
        ).line_ids = [command, *map(Command.create, counterparts)]
        return (line.move_id.line_ids - items).sorted("id")

    # === PAYMENTS === #

    @api.model
    def _find_registered(self, order, amount, journal):
        """Return the order's outstanding payment with this amount and journal."""
        payments = order.transaction_ids.payment_id.filtered(
            lambda payment: (
                payment.state == "in_process"
                and not payment.is_matched
                and payment.journal_id == journal
                and payment.currency_id == order.currency_id
                and payment.currency_id.compare_amounts(payment.amount, amount) == 0
            )
        )
        return payments[:1]

    @api.model
    def _release(self, payment):
        """Unreconcile a payment: its invoices are open again.

        :return: The receivable item of the payment.
        """
        received = payment.move_id.line_ids.filtered(
            lambda item: item.account_type == "asset_receivable"
        )
        received.remove_move_reconcile()
        return received
