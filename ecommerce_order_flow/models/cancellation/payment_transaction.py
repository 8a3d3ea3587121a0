from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import IssueError

# How long a provider may take to confirm a void.
VOID_GRACE = relativedelta(hours=1)


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    void_status = fields.Selection(
        selection=[("requested", "Void Requested"), ("failed", "Failed")],
        readonly=True,
        copy=False,
        help="Whether the provider was asked to void the authorization of a "
        "cancelled order.",
    )
    void_requested_at = fields.Datetime(readonly=True, copy=False)
    void_failure = fields.Char(
        readonly=True, copy=False, help="Why the authorization was not voided."
    )

    # Partial index for the domain of the automation.
    _authorized_idx = models.Index("(id) WHERE state = 'authorized'")

    # === AUTOMATION: VOID PAYMENTS === #

    @api.model
    def _flow_void_payment_domain(self):
        """Return the domain of the authorized payments of cancelled orders.

        Payments that also pay another order or a delivered product are left to users. A
        provider that was requested to void may take its time to answer. An order may
        also be cancelled first, as a cart, and its payment be authorized then.
        """
        is_kept = Domain("state", "!=", "cancel") | Domain(
            "order_line",
            "any",
            [("qty_delivered", ">", 0), ("is_delivery", "=", False)],
        )
        is_waiting = Domain("void_status", "=", "requested") & Domain(
            "void_requested_at", ">", fields.Datetime.now() - VOID_GRACE
        )
        is_of_ours = Domain(
            "sale_order_ids", "any", [("cancelled_by", "!=", False)]
        ) | self.env["website"]._get_automation_domain(
            "last_state_change", "sale_order_ids.website_id"
        )
        return (
            Domain("state", "=", "authorized")
            & Domain("source_transaction_id", "=", False)
            & is_of_ours
            & Domain("sale_order_ids", "not any", is_kept)
            & ~is_waiting
        )

    def _flow_void_payment(self):
        """Void the authorized payment of a cancelled order.

        The request is committed before the call: if the process is killed, it isn't
        sent again.

        :raise IssueError: If the provider refuses, or if the result is unknown.
        """
        self.ensure_one()
        if self.void_status:
            self._note_failed_void(self._get_void_failure())
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
        """Return the amount authorized and not captured, like Odoo's button."""
        captured_txs = self.child_transaction_ids.filtered(
            lambda tx: tx.state == "done" and tx.operation == self.operation
        )
        return self.amount - sum(captured_txs.mapped("amount"))

    def _get_void_failure(self):
        """Return why the void failed.

        The provider's last message counts: it may arrive after hours.
        """
        last_tx = self.child_transaction_ids.sorted("id")[-1:]
        answer = last_tx.state == "error" and last_tx.state_message
        return answer or self.void_failure or self.env._("no confirmation was received")

    def _note_failed_void(self, reason):
        self.write({"void_status": "failed", "void_failure": reason})
        self.env["ecommerce.automation.runner"]._commit()
        raise IssueError(
            self.env._(
                "The order is cancelled, but %(provider)s did not void the "
                "authorization %(reference)s (%(reason)s): check the transaction with "
                "the provider, and void it manually.",
                provider=self.provider_id.name,
                reference=self.reference,
                reason=reason,
            )
        )

    # === WHAT BECOMES OF THE MONEY === #

    def _is_released_with(self, order):
        """Return whether the amount is released when the order is cancelled."""
        self.ensure_one()
        others = self.sale_order_ids - order
        return self.state == "authorized" and set(others.mapped("state")) <= {"cancel"}

    def _may_still_arrive(self):
        """Return whether the payment may arrive although the order is cancelled.

        Payments on delivery or pickup won't.
        """
        self.ensure_one()
        return self.state == "pending" and self.provider_id.custom_mode in (
            False,
            "wire_transfer",
        )
