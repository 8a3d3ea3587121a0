from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class EcommerceBankReconciliation(models.AbstractModel):
    """Reconciles bank lines with the payments that they bring, as an accountant does.

    Odoo's Community edition has no screen for it.
    """

    _name = "ecommerce.bank.reconciliation"
    _description = "Reconciliation of Bank Lines"

    @api.model
    def _reconcile(self, line, items):
        """Settle journal items with a bank line; what is left of it stays open.

        :raise UserError: If the line can't be reconciled.
        """
        suspense = self._get_suspense(line)
        counterparts = [self._prepare_counterpart(line, suspense, it) for it in items]
        created = self._replace(line, suspense, counterparts)
        for counterpart, item in zip(created, items, strict=True):
            (counterpart + item).reconcile()

    @api.model
    def _get_outstanding(self, payment):
        """Return the item of a payment that waits for the bank.

        :raise UserError: If it has none.
        """
        item = payment._seek_for_lines()[0] if payment.move_id else payment.move_id
        if len(item) != 1 or not item.account_id.reconcile or item.reconciled:
            raise UserError(
                self.env._(
                    "%(payment)s has no outstanding item that the bank line could "
                    "settle: give the payment method of the journal %(journal)s an "
                    "outstanding account that can be reconciled.",
                    payment=payment.display_name,
                    journal=payment.journal_id.display_name,
                )
            )
        return item

    @api.model
    def _get_suspense(self, line):
        """Return the item of a bank line that nobody reconciled yet."""
        _liquidity, suspense, others = line._seek_for_lines()
        if len(suspense) != 1 or others:
            raise UserError(
                self.env._(
                    "Somebody reconciled a part of the bank line %(line)s already: "
                    "settle it in the accounting.",
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
        """Put counterparts in the place of what was open, and return them."""
        rest, rest_currency = (
            suspense[name] - sum(values[name] for values in counterparts)
            for name in ("balance", "amount_currency")
        )
        if suspense.currency_id.is_zero(rest_currency):
            # What conversions rounded must not stay open.
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
        """Return the payment of an order that waits for this money in the bank."""
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
        """Take a payment off what it settled: its invoices are open again.

        :return: The item that says that the customer paid.
        """
        received = payment.move_id.line_ids.filtered(
            lambda item: item.account_type == "asset_receivable"
        )
        received.remove_move_reconcile()
        return received
