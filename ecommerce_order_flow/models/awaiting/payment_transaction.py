from odoo import fields, models

from .const import DOOR_MODES

# Context keys for registered offline payments: their date and journal.
PAYMENT_DAY = "ecommerce_order_flow_payment_day"
PAYMENT_JOURNAL = "ecommerce_order_flow_payment_journal"


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    # === BUSINESS METHODS - PROCESSING === #

    def _set_pending(self, **kwargs):
        """Override of `payment` to let orders with offline payments wait."""
        txs = super()._set_pending(**kwargs)
        txs._filter_awaited()._start_waiting()
        return txs

    def _filter_awaited(self):
        """Return the offline payments of eCommerce orders with a waiting policy."""
        return self._filter_web_orders().filtered(
            lambda tx: tx.provider_code == "custom" and tx._get_order_policy() != "odoo"
        )

    def _get_order_policy(self):
        """Return the policy for the orders of the payment.

        Odoo confirms orders paid on site only if no other method was chosen before.
        """
        provider = self.provider_id
        # In sudo mode because the payer may not read the order.
        is_late_choice = "sent" in self.sudo().sale_order_ids.mapped("state")
        is_at_door = provider.custom_mode in DOOR_MODES
        if provider.waiting_policy == "odoo" and is_at_door and is_late_choice:
            return "door"
        return provider.waiting_policy

    def _start_waiting(self):
        """Apply the policy of the payment's provider to the orders.

        Choosing the same or another offline payment again doesn't extend the deadline.
        """
        now = fields.Datetime.now()
        for tx in self:
            # In sudo mode because the payer may not write the order.
            orders_sudo = tx.sudo().sale_order_ids.filtered(
                lambda order: order.state in ("draft", "sent")
            )
            orders_sudo.waiting_policy = tx._get_order_policy()
            orders_sudo.filtered(
                tx._begins_to_wait
            ).payment_due_at = tx.provider_id._get_payment_deadline(now)
            # Modules that confirm on-site payments at once expect drafts.
            orders_sudo.filtered(
                lambda order: order.state == "draft"
            ).action_quotation_sent()

    def _begins_to_wait(self, order):
        """Return whether the order doesn't wait for another offline payment already."""
        due_at = order.payment_due_at
        if not due_at or due_at >= fields.Datetime.now():
            return not due_at
        others = self.env["ecommerce.offline.payment"]._get_expected(order) - self
        return order.state == "draft" or not others

    # === BUSINESS METHODS - POST-PROCESSING === #

    def _post_process(self):
        """Override of `payment` to confirm the orders that may be confirmed unpaid."""
        for tx in self._filter_awaited().filtered(
            lambda tx: tx.state == "pending" and not tx.is_post_processed
        ):
            tx._check_amount_and_confirm_order()
        result = super()._post_process()
        self._drop_what_is_paid_otherwise()
        return result

    def _drop_what_is_paid_otherwise(self):
        """Cancel the pending offline payments of orders paid or authorized online.

        If the authorization lapses, the order then doesn't seem to wait for a transfer.
        """
        paying_txs = self.filtered(
            lambda tx: tx.state in ("authorized", "done") and tx.operation != "refund"
        )
        # In sudo mode because the payer may not read the order.
        for order_sudo in paying_txs.sudo().sale_order_ids.filtered("website_id"):
            self.env["ecommerce.offline.payment"]._drop_expected(order_sudo)

    def _create_payment(self, **extra_create_values):
        """Override of `account_payment` to support payments without a provider.

        Odoo finds no payment method line for them, and fails.
        """
        if self.provider_code == "custom" or PAYMENT_JOURNAL in self.env.context:
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
