from odoo import fields, models

from .const import DOOR_MODES

# Who books an offline payment says so: on which day it came, and to which journal.
PAYMENT_DAY = "ecommerce_order_flow_payment_day"
PAYMENT_JOURNAL = "ecommerce_order_flow_payment_journal"


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    # === BUSINESS METHODS - PROCESSING === #

    def _set_pending(self, **kwargs):
        """Override of `payment` to let the orders of offline payments wait."""
        txs = super()._set_pending(**kwargs)
        txs._filter_awaited()._start_waiting()
        return txs

    def _filter_awaited(self):
        """Return the payments of web orders for which something is to be done."""
        return self._filter_web_orders().filtered(
            lambda tx: tx.provider_code == "custom" and tx._get_order_policy() != "odoo"
        )

    def _get_order_policy(self):
        """Return what becomes of orders that are paid so.

        Odoo confirms what is paid at the door only if nothing else was chosen before.
        """
        provider = self.provider_id
        # In sudo mode because whoever pays may not read the order.
        is_late_choice = "sent" in self.sudo().sale_order_ids.mapped("state")
        is_at_door = provider.custom_mode in DOOR_MODES
        if provider.waiting_policy == "odoo" and is_at_door and is_late_choice:
            return "door"
        return provider.waiting_policy

    def _start_waiting(self):
        """Let the orders wait, or be confirmed, as the provider of the payment says.

        Whoever chooses the same payment again, or another one, has no more time for it.
        """
        now = fields.Datetime.now()
        for tx in self:
            # In sudo mode because whoever pays may not write the order.
            orders_sudo = tx.sudo().sale_order_ids.filtered(
                lambda order: order.state in ("draft", "sent")
            )
            orders_sudo.waiting_policy = tx._get_order_policy()
            orders_sudo.filtered(
                lambda order: not order.payment_due_at or order.payment_due_at < now
            ).payment_due_at = tx.provider_id._get_payment_deadline(now)
            # Apps that confirm at once what is paid at the door do so with drafts.
            orders_sudo.filtered(
                lambda order: order.state == "draft"
            ).action_quotation_sent()

    # === BUSINESS METHODS - POST-PROCESSING === #

    def _post_process(self):
        """Override of `payment` to confirm the orders that needn't be paid for it."""
        for tx in self._filter_awaited().filtered(
            lambda tx: tx.state == "pending" and not tx.is_post_processed
        ):
            tx._check_amount_and_confirm_order()
        return super()._post_process()

    def _create_payment(self, **extra_create_values):
        """Override of `account_payment` for money that no provider brings.

        Odoo finds no payment method for it, and fails.
        """
        if self.provider_code == "custom":
            journal = self.env.context.get(PAYMENT_JOURNAL, self.provider_id.journal_id)
            lines = journal._get_available_payment_method_lines(
                "inbound" if self.amount > 0 else "outbound"
            )
            extra_create_values = {
                "journal_id": journal.id,
                "payment_method_line_id": lines.filtered(
                    lambda line: line.code == "manual"
                )[:1].id,
                "date": self.env.context.get(
                    PAYMENT_DAY, fields.Date.context_today(self)
                ),
                **extra_create_values,
            }
        return super()._create_payment(**extra_create_values)
