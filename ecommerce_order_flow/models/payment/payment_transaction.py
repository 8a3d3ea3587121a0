import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.attempt import failing_alone

_logger = logging.getLogger(__name__)
# Time for the customer's browser to trigger the processing of the payment, before the
# automations do it.
GRACE = relativedelta(minutes=1)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    # Partial index for the domain of the automation.
    _to_post_process_idx = models.Index(
        "(last_state_change) WHERE is_post_processed IS NOT TRUE AND state != 'draft'"
    )

    # === BUSINESS METHODS - PROCESSING === #

    def _update_state(self, allowed_states, target_state, state_message):
        """Override of `payment` to trigger the automations that process the payment."""
        txs = super()._update_state(allowed_states, target_state, state_message)
        if target_state in ("pending", "authorized", "done"):
            txs._note_order_shares()
        if txs._filter_web_orders():
            self.env["ecommerce.automation"]._trigger(
                "process_payment",
                "confirm_paid",
                "check_payment",
                at=fields.Datetime.now() + GRACE,
            )
        return txs

    # === BUSINESS METHODS - POST-PROCESSING === #

    def _post_process(self):  # pylint: disable=missing-return
        """Override of `payment` to keep paid orders confirmed if later steps fail.

        Failed steps are left to the automations, which record the reason and retry.
        Transactions processed meanwhile by another process are skipped.
        """
        web_txs = self._filter_web_orders()
        super(PaymentTransaction, self - web_txs)._post_process()
        for tx in web_txs.filtered(lambda tx: not tx.is_post_processed):
            if tx.state in ("authorized", "done"):
                tx._check_amount_and_confirm_order()
            # A later failure must not roll back the confirmation.
            with failing_alone(tx) as attempt:
                super(PaymentTransaction, attempt.records)._post_process()
            if attempt.error:
                if self.env.context.get("ecommerce_order_flow_raise"):
                    raise attempt.error
                tx._leave_to_automations(attempt.error, "process_payment")
        if web_txs:
            self.env["ecommerce.automation"]._trigger(
                "send_order_mail",
                "create_invoice",
                "match_payment",
                "check_payment",
                "send_invoice",
            )

    def _check_amount_and_confirm_order(self):
        """Override of `sale` to confirm eCommerce orders each in a savepoint.

        An order that can't be confirmed must not prevent the processing of its payment.
        """
        web_txs = self._filter_web_orders()
        confirmed_orders = super(
            PaymentTransaction, self - web_txs
        )._check_amount_and_confirm_order()
        for tx in web_txs:
            if not all(order._may_be_confirmed() for order in tx.sale_order_ids):
                continue
            with failing_alone(tx) as attempt:  # The payment is processed anyway.
                confirmed_orders |= super(
                    PaymentTransaction, attempt.records
                )._check_amount_and_confirm_order()
            if attempt.error:
                tx._leave_to_automations(attempt.error, "confirm_paid")
        return confirmed_orders

    def _leave_to_automations(self, error, code):
        """Log the error and trigger the automation that retries the step."""
        self.ensure_one()
        _logger.warning("%s: %s, left to %s", self.reference, error, code)
        self.env["ecommerce.automation"]._trigger(code)

    def _filter_web_orders(self):
        """Return the transactions for eCommerce orders."""
        # In sudo mode because the payer may not be allowed to read the order.
        return self.filtered(lambda tx: tx.sudo().sale_order_ids.website_id)

    # === AUTOMATION: BOOK PAYMENTS === #

    @api.model
    def _flow_process_payment_domain(self):
        """Return the domain of unprocessed payments whose grace time is over."""
        return (
            Domain("is_post_processed", "=", False)
            & Domain("state", "!=", "draft")
            & Domain("last_state_change", "<=", fields.Datetime.now() - GRACE)
            & self.env["website"]._get_automation_domain(
                "last_state_change", "sale_order_ids.website_id"
            )
        )

    def _flow_process_payment(self):
        for tx in self.with_context(ecommerce_order_flow_raise=True):
            tx._post_process()

    def _find_flow_order(self):
        return self.sale_order_ids[:1]
