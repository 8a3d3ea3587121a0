import base64

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..engine.locks import lock_or_refuse
from .const import ISSUE_STATES, PAYMENT_STATES

# The maximum duration of a request to a provider, with a margin.
ANSWER_TIME = relativedelta(minutes=2)

# Progress of the outbox; the result is the refund transaction's state.
STEPS = [
    ("queued", "Scheduled"),
    ("sending", "Sending"),
    ("sent", "Sent"),
    ("to_transfer", "To Transfer"),
    ("unknown", "Unknown"),
    ("failed", "Failed"),
    ("discarded", "Discarded"),
]
STATE_BY_TX_STATE = {
    "draft": "pending",
    "pending": "pending",
    "authorized": "pending",
    "done": "done",
    "cancel": "failed",
    "error": "failed",
}

# States of transactions with the provider's final result.
VERDICTS = ("done", "cancel", "error")


class EcommerceRefundPayment(models.Model):
    """A payment of a refund, in the outbox.

    The request to the provider is committed before it is sent. If the process is
    killed, or there is no response, the result is unknown, and the request isn't
    repeated blindly.
    """

    _name = "ecommerce.refund.payment"
    _description = "Payment of a Refund"
    _order = "id"

    refund_id = fields.Many2one(
        "ecommerce.refund", required=True, readonly=True, index=True, ondelete="cascade"
    )
    order_id = fields.Many2one(related="refund_id.order_id", store=True, index=True)
    partner_id = fields.Many2one(related="refund_id.partner_id", string="Customer")
    company_id = fields.Many2one(related="refund_id.company_id", store=True)
    currency_id = fields.Many2one(related="refund_id.currency_id")
    amount = fields.Monetary(readonly=True)
    source_transaction_id = fields.Many2one(
        "payment.transaction",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    transaction_id = fields.Many2one(
        "payment.transaction",
        string="Refund Transaction",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    payment_id = fields.Many2one("account.payment", readonly=True, ondelete="set null")
    provider_id = fields.Many2one(
        related="source_transaction_id.provider_id", related_sudo=True
    )
    step = fields.Selection(
        selection=STEPS, required=True, readonly=True, default="queued"
    )
    state = fields.Selection(
        selection=PAYMENT_STATES, compute="_compute_state", store=True
    )
    is_by_hand = fields.Boolean(
        string="Is Manual",
        readonly=True,
        help="The money is transferred manually; no provider refunds it.",
    )
    sent_at = fields.Datetime(
        readonly=True, help="When the provider was asked for the first time."
    )
    asked_at = fields.Datetime(
        string="Requested At",
        readonly=True,
        help="When the provider was asked for the last time.",
    )
    account_id = fields.Many2one(
        "res.partner.bank",
        string="Customer's Account",
        compute="_compute_account_id",
        store=True,
        readonly=False,
        ondelete="set null",
        domain="[('partner_id', '=', commercial_partner_id)]",
        help="The account to which the money is transferred.",
    )
    qr_code = fields.Binary(string="QR Code", compute="_compute_qr_code")
    commercial_partner_id = fields.Many2one(related="partner_id.commercial_partner_id")
    failure = fields.Char(string="Answer", readonly=True)

    _to_send_idx = models.Index("(id) WHERE step IN ('queued', 'sending')")
    _to_decide_idx = models.Index("(id) WHERE state IN ('unknown', 'failed')")

    # === COMPUTE METHODS === #

    @api.depends("step", "transaction_id.state", "payment_id.state")
    def _compute_state(self):
        for payment in self:
            tx_state = payment.transaction_id.state
            if payment.step == "sent":
                payment.state = STATE_BY_TX_STATE.get(tx_state, "done")
            elif payment.step in ("sending", "unknown") and tx_state in VERDICTS:
                payment.state = STATE_BY_TX_STATE[tx_state]
            elif payment.step == "discarded" and tx_state == "done":
                payment.state = "done"  # The provider did it after all.
            else:
                payment.state = payment.step

    @api.depends("refund_id")
    def _compute_account_id(self):
        for payment in self:
            # Checked accounts come first.
            accounts = payment.commercial_partner_id.bank_ids.sorted(
                lambda it: not it.allow_out_payment
            )
            payment.account_id = payment.account_id or accounts[:1]

    @api.depends("account_id", "amount", "file_id", "step")
    def _compute_qr_code(self):
        transfer = self.env["ecommerce.refund.transfer"]
        for payment in self:
            is_open = payment.step == "to_transfer" and not payment.file_id
            payload = is_open and transfer._get_payload(payment)
            image = payload and self.env["ecommerce.payment.qr"]._render(payload)
            payment.qr_code = image and base64.b64encode(image)

    @api.depends("order_id.name", "amount")
    def _compute_display_name(self):
        for payment in self:
            amount = payment.order_id._format_money(payment.amount)
            payment.display_name = f"{payment.refund_id.name}: {amount}"

    # === CRUD METHODS === #

    def write(self, vals):
        """Override to restrict users to writing the customer's account.

        :raise AccessError: For other fields.
        :raise UserError: If a file for the bank contains another account.
        """
        if not self.env.su and set(vals) - {"account_id", "iban", "account_holder"}:
            raise AccessError(self.env._("Only the customer's account can be changed."))
        if "account_id" in vals:
            self._ensure_account_is_free(vals["account_id"])
        return super().write(vals)

    # === QUEUE === #

    @api.model
    def _queue(self, refund, shares):
        """Queue the shares of a refund by payment."""
        sources = self.env["payment.transaction"].browse(
            share.source_id for share in shares if share.source_id
        )
        for source in sources:
            source.refund_number += 1
        return self.create(
            [
                {
                    "refund_id": refund.id,
                    "amount": share.amount,
                    "source_transaction_id": share.source_id,
                    "step": "queued" if share.is_by_provider else "to_transfer",
                    "is_by_hand": not share.is_by_provider,
                }
                for share in shares
            ]
        )

    def _get_given_share(self):
        """Return the part of the amount that the shop didn't owe at the request."""
        self.ensure_one()
        refund = self.refund_id
        return refund.given_amount * self.amount / refund.amount if self.amount else 0.0

    # === AUTOMATION: SEND REFUNDS === #

    @api.model
    def _flow_send_refund_domain(self):
        """Return the domain of the payments that are not settled.

        They are to send, without response, without a decision, or not booked although
        the provider refunded them.
        """
        just_now = fields.Datetime.now() - ANSWER_TIME
        return (
            Domain("step", "=", "queued")
            | (Domain("step", "=", "sending") & Domain("asked_at", "<", just_now))
            | Domain("state", "in", ISSUE_STATES)
            | Domain(
                "transaction_id",
                "any",
                [("state", "=", "done"), ("is_post_processed", "=", False)],
            )
        )

    def _flow_send_refund_subject(self):
        """Return the state as the failure's subject: refused and unknown differ."""
        return self.state

    def _flow_send_refund(self):
        self.ensure_one()
        self.env["ecommerce.refund.sender"]._send(self)

    def _find_flow_order(self):
        """Return the order of a failure."""
        return self.order_id

    # === ACTION METHODS === #

    def action_send_again(self):
        """Queue refunds again that their provider refused."""
        for payment in self._lock_those("failed"):
            payment._ensure_still_owed()
            payment.write(
                {
                    "step": "queued",
                    "transaction_id": False,
                    "sent_at": False,
                    "failure": False,
                }
            )
        automation = self.env["ecommerce.automation"]._find("send_refund")
        # In sudo mode because nobody else deletes failures.
        self.env["ecommerce.failure"].sudo()._find(automation, self.ids).unlink()
        self.env["ecommerce.automation"]._trigger("send_refund")

    def action_transfer_instead(self):
        """Transfer refunds manually that their provider refused."""
        for payment in self._lock_those("failed"):
            payment._ensure_still_owed()
            payment.write(
                {"step": "to_transfer", "is_by_hand": True, "transaction_id": False}
            )

    def action_discard(self):
        """Give up a refund that failed: the customer gets the money in another way.

        What the customer is still owed is shown by the order, as without the refund.
        """
        for payment in self._lock_those("failed"):
            payment.step = "discarded"
            payment.refund_id._discard(payment.amount)

    def action_went_through(self):
        """Mark refunds with an unknown result as made by the provider."""
        for payment in self._lock_those("unknown"):
            self.env["ecommerce.refund.sender"]._note_done(payment)

    def action_did_not_go_through(self):
        """Mark refunds with an unknown result as not made by the provider."""
        for payment in self._lock_those("unknown"):
            self.env["ecommerce.refund.sender"]._note_refused(
                payment, self.env._("It was not found at the provider.")
            )

    def _lock_those(self, state):
        """Yield the payments in a state, each one locked with its order.

        :raise AccessError: If the user may not refund one of their orders.
        """
        self._ensure_allowed()
        for payment in self.sudo():  # In sudo mode because users can't write them.
            lock_or_refuse(payment.order_id, payment)
            if payment.state == state:
                yield payment

    def _ensure_still_owed(self):
        """Raise if the customer got the money otherwise meanwhile.

        :raise UserError: If the refundable amount is less.
        """
        self.ensure_one()
        order = self.order_id
        left = self.env["ecommerce.refund.sources"]._get_available(order)
        if self.refund_id.credit_note_ids:
            planner = self.env["ecommerce.refund.planner"]
            left = min(left, planner._get_amount(order, "overpaid"))
        if order.currency_id.compare_amounts(self.amount, left) > 0:
            raise UserError(
                self.env._(
                    "No more than %(amount)s of %(order)s are left to refund: the "
                    "customer received the rest in another way.",
                    amount=order._format_money(left),
                    order=order.name,
                )
            )

    def _describe_refusal(self):
        """Return a sentence with the refusal and the action required."""
        self.ensure_one()
        # In sudo mode because salespeople can't read transactions.
        payment_sudo = self.sudo()
        return self.env._(
            "%(provider)s refused to refund %(amount)s (%(reason)s): send it again, "
            "or transfer the money.",
            provider=payment_sudo.provider_id.name,
            amount=self.order_id._format_money(self.amount),
            reason=self.failure or payment_sudo.transaction_id.state_message or "",
        )

    def _describe_unknown(self):
        """Return a sentence with the unknown result and the action required."""
        self.ensure_one()
        # In sudo mode because salespeople can't read transactions.
        payment_sudo = self.sudo()
        source = payment_sudo.source_transaction_id
        return self.env._(
            "It is unknown whether %(provider)s refunded %(amount)s (%(reason)s): "
            "look for %(reference)s there, and specify on the refund whether it went "
            "through.",
            provider=payment_sudo.provider_id.name,
            amount=self.order_id._format_money(self.amount),
            reason=self.failure or "",
            reference=source.provider_reference or source.reference,
        )

    def _describe_issue(self):
        """Return a sentence with the decision required."""
        if self.state == "unknown":
            return self._describe_unknown()
        return self._describe_refusal()

    def _ensure_allowed(self):
        for payment in self:
            self.env["ecommerce.refund.check"]._ensure_allowed(payment.order_id)
