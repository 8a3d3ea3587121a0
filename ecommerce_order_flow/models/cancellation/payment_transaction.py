from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import IssueError

# How long a provider may take to report that it voided a payment.
VOID_GRACE = relativedelta(hours=1)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    void_status = fields.Selection(
        selection=[("requested", "Requested"), ("failed", "Failed")],
        readonly=True,
        copy=False,
        help="Whether the provider was asked to release the amount of a cancelled "
        "order.",
    )
    void_requested_at = fields.Datetime(readonly=True, copy=False)

    # What the automations look for.
    _authorized_idx = models.Index("(id) WHERE state = 'authorized'")

    # === AUTOMATION: VOID PAYMENTS === #

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
            "void_requested_at", ">", fields.Datetime.now() - VOID_GRACE
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

        :raise IssueError: If the provider refuses, or if nobody knows what it did.
        """
        self.ensure_one()
        if self.void_status:
            self._note_failed_void(self.env._("it was asked and did not confirm it"))
        self._ensure_provider_is_not_disabled()
        self.write(
            {"void_status": "requested", "void_requested_at": fields.Datetime.now()}
        )
        self.env["ecommerce.automation.runner"]._commit()
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
        self.env["ecommerce.automation.runner"]._commit()
        raise IssueError(
            self.env._(
                "The order is cancelled, but %(provider)s did not release the amount "
                "of %(reference)s (%(reason)s): look at the provider, and void the "
                "payment by hand.",
                provider=self.provider_id.name,
                reference=self.reference,
                reason=reason,
            )
        )
