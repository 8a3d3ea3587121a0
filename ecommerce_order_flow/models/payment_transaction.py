import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..const import VOID_STATUSES
from ..exceptions import NeedsPerson

_logger = logging.getLogger(__name__)

# How long the customer's browser may take to have the payment processed, before the
# automations do it.
GRACE = relativedelta(minutes=1)
# How long a provider may take to report that it voided a payment.
VOID_GRACE = relativedelta(hours=1)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    void_status = fields.Selection(
        selection=VOID_STATUSES,
        readonly=True,
        copy=False,
        help="Whether the provider was asked to release the amount of a cancelled "
        "order.",
    )

    void_requested_on = fields.Datetime(readonly=True, copy=False)

    # What the automations look for.
    _authorized_idx = models.Index("(id) WHERE state = 'authorized'")
    _to_post_process_idx = models.Index(
        "(last_state_change) WHERE is_post_processed IS NOT TRUE AND state != 'draft'"
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `payment` to note that the customer is about to pay the cart."""
        txs = super().create(vals_list)
        txs.sale_order_ids._note_cart_activity()
        return txs

    # === BUSINESS METHODS - PROCESSING === #

    def _set_error(self, state_message, extra_allowed_states=()):
        """Override of `payment` to remind of the cart when its payment failed."""
        txs = super()._set_error(
            state_message, extra_allowed_states=extra_allowed_states
        )
        txs.sale_order_ids._note_cart_activity()
        return txs

    def _update_state(self, allowed_states, target_state, state_message):
        """Override of `payment` to find the payment even if nobody processes it."""
        txs = super()._update_state(allowed_states, target_state, state_message)
        if txs._of_web_orders():
            self.env["ecommerce.flow.step"]._wake(
                "process_payment",
                "confirm_paid",
                "check_payment",
                at=fields.Datetime.now() + GRACE,
            )
        return txs

    # === BUSINESS METHODS - POST-PROCESSING === #

    def _post_process(self):  # pylint: disable=missing-return
        """Override of `payment` to keep a paid order confirmed, whatever fails then.

        What fails is left to the automations, which note why and try again. What
        somebody else processed meanwhile is left alone.
        """
        web_txs = self._of_web_orders()
        super(PaymentTransaction, self - web_txs)._post_process()
        for tx in web_txs.filtered(lambda tx: not tx.is_post_processed):
            if tx.state in ("authorized", "done"):
                tx._check_amount_and_confirm_order()
            try:
                # Nothing of what comes after the confirmation can undo it.
                with self.env.cr.savepoint():
                    super(PaymentTransaction, tx)._post_process()
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                raise
            except Exception as error:
                if self.env.context.get("ecommerce_order_flow_raise"):
                    raise
                tx._leave_to_automations(error, "process_payment")
        if web_txs:
            self.env["ecommerce.flow.step"]._wake(
                "send_order_mail", "create_invoice", "check_payment"
            )

    def _check_amount_and_confirm_order(self):
        """Override of `sale` to confirm web orders by themselves.

        An order that can't be confirmed doesn't keep its payment from being booked.
        """
        web_txs = self._of_web_orders()
        confirmed_orders = super(
            PaymentTransaction, self - web_txs
        )._check_amount_and_confirm_order()
        for tx in web_txs:
            if not all(order._may_be_confirmed() for order in tx.sale_order_ids):
                continue
            try:
                with self.env.cr.savepoint():
                    confirmed_orders |= super(
                        PaymentTransaction, tx
                    )._check_amount_and_confirm_order()
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                raise
            except Exception as error:  # noqa: BLE001 the payment must be booked
                tx._leave_to_automations(error, "confirm_paid")
        return confirmed_orders

    def _leave_to_automations(self, error, code):
        """Have a step do what just failed; it notes what is wrong if it fails, too."""
        self.ensure_one()
        _logger.warning("%s: %s, left to %s", self.reference, error, code)
        self.env["ecommerce.flow.step"]._wake(code)

    def _invoice_sale_orders(self):
        """Override of `sale` to leave the invoices of web orders to the automations."""
        return super(
            PaymentTransaction, self - self._of_web_orders()
        )._invoice_sale_orders()

    def _send_invoice(self):
        """Override of `sale` to leave the invoices of web orders to the automations."""
        return super(PaymentTransaction, self - self._of_web_orders())._send_invoice()

    def _of_web_orders(self):
        """Return the transactions that pay orders placed in a website."""
        # In sudo mode because whoever pays may not read the order.
        return self.filtered(lambda tx: tx.sudo().sale_order_ids.website_id)

    # === AUTOMATIONS === #

    @api.model
    def _flow_void_payment_domain(self):
        """Return what is still authorized for cancelled orders.

        What pays another order, too, or something that was delivered, is left to
        people. A provider that was asked may take its time to answer.
        """
        is_kept = Domain("state", "!=", "cancel") | Domain(
            "order_line",
            "any",
            [("qty_delivered", ">", 0), ("is_delivery", "=", False)],
        )
        is_waiting = Domain("void_status", "=", "requested") & Domain(
            "void_requested_on", ">", fields.Datetime.now() - VOID_GRACE
        )
        return (
            Domain("state", "=", "authorized")
            & Domain("source_transaction_id", "=", False)
            & Domain("sale_order_ids", "any", [("cancelled_by", "!=", False)])
            & Domain("sale_order_ids", "not any", is_kept)
            & ~is_waiting
        )

    def _flow_void_payment(self):
        """Have the provider release what it has blocked for a cancelled order.

        That it is asked is committed before: killed in between, it isn't asked again.

        :raise NeedsPerson: If the provider refuses, or if nobody knows what it did.
        """
        self.ensure_one()
        if self.void_status:
            self._note_failed_void(self.env._("it was asked and did not confirm it"))
        self._ensure_provider_is_not_disabled()
        self.write(
            {"void_status": "requested", "void_requested_on": fields.Datetime.now()}
        )
        self.env["ecommerce.flow.runner"]._commit()
        try:
            void_tx = self._void(self._get_amount_to_void())
        except Exception as error:  # noqa: BLE001 what the provider did is unknown
            self.env.cr.rollback()
            self._note_failed_void(str(error))
        else:
            if void_tx.state == "error":
                self._note_failed_void(void_tx.state_message)

    def _get_amount_to_void(self):
        """Return what is authorized and not captured, as Odoo's own button does."""
        captured_txs = self.child_transaction_ids.filtered(
            lambda tx: tx.state == "done" and tx.operation == self.operation
        )
        return self.amount - sum(captured_txs.mapped("amount"))

    def _note_failed_void(self, reason):
        self.void_status = "failed"
        self.env["ecommerce.flow.runner"]._commit()
        raise NeedsPerson(
            self.env._(
                "The order is cancelled, but %(provider)s did not release the amount "
                "of %(reference)s (%(reason)s): look at the provider, and void the "
                "payment by hand.",
                provider=self.provider_id.name,
                reference=self.reference,
                reason=reason,
            )
        )

    @api.model
    def _flow_process_payment_domain(self):
        """Return the payments of web orders that Odoo doesn't know of long enough."""
        return (
            Domain("is_post_processed", "=", False)
            & Domain("state", "!=", "draft")
            & Domain("last_state_change", "<=", fields.Datetime.now() - GRACE)
            & Domain.OR(
                Domain("last_state_change", ">=", website.automations_since)
                & Domain("sale_order_ids.website_id", "=", website.id)
                for website in self.env["website"].search([])
            )
        )

    def _flow_process_payment(self):
        for tx in self.with_context(ecommerce_order_flow_raise=True):
            tx._post_process()

    def _find_flow_order(self):
        return self.sale_order_ids[:1]
