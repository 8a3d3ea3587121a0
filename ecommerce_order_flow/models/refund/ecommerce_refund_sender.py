import logging
import time
from datetime import timedelta

import requests
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...exceptions import IssueError
from .const import ISSUE_STATES
from .payment_provider import IDEMPOTENCY_KEY
from .rules.told_refunds import Unclear

_logger = logging.getLogger(__name__)

# Attempts to lock an order, and seconds between them.
LOCK_TRIES, LOCK_PAUSE = 20, 0.2
# HTTP statuses without information about the result: timeout, conflict with a pending
# request, too many requests.
NO_ANSWERS = (408, 409, 425, 429)

# Errors before anything was sent.
NOT_REACHED = (ConnectTimeoutError, NewConnectionError)
# Maximum time until a request has its effect at the provider.
LONGEST_WAY = timedelta(minutes=30)
# Then a user decides, shortly before the automation's last attempt.
PATIENCE = timedelta(hours=12)


class EcommerceRefundSender(models.AbstractModel):
    """Sending of refund requests to providers, each only once.

    =========================================  =======================================
    What happened                              Result
    =========================================  =======================================
    the provider made the refund               done, booked
    it responds later                          pending, until it does
    it refused (a response that says no)       failed, with the reason: a decision
    it couldn't be reached                     queued, retried
    no response, a server error, an            repeated under its key if the provider
    unintelligible response, killed during     keeps keys; otherwise the payment's
    the request                                refunds are queried, if possible
    the query shows that it was made           as above
    two queries show that it wasn't made       sent as a new request
    the query shows a refund of others         unknown: a decision
    neither keys nor queries are supported     unknown: a decision
    =========================================  =======================================
    """

    _name = "ecommerce.refund.sender"
    _description = "Refund Sender"

    @api.model
    def _send(self, payment):
        """Send the request to the provider, and record the response.

        :raise IssueError: If it refuses, or if the result is unknown.
        """
        if payment.step in ISSUE_STATES:
            raise IssueError(payment._describe_issue())
        if payment.state in ("done", "failed"):
            self._note_answer(payment)
            return
        if payment.step == "sending" and not self._is_to_send_again(payment):
            return
        self._ensure_sendable(payment)
        if not payment.transaction_id:
            self._prepare(payment)
        now = fields.Datetime.now()
        payment.write(
            {"step": "sending", "sent_at": payment.sent_at or now, "asked_at": now}
        )
        self._commit()
        self._lock_order(payment)
        self._ask(payment)

    @api.model
    def _lock_order(self, payment):
        """Lock the order during the request to the provider.

        The response would be rolled back if the order's statuses couldn't be written
        because of a conflict.
        """
        for _try in range(LOCK_TRIES):
            try:
                if payment.order_id.try_lock_for_update(allow_referencing=True):
                    return
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.info("%s meets others", payment)
            self.env.cr.rollback()
            time.sleep(LOCK_PAUSE)

    @api.model
    def _prepare(self, payment):
        """Create the refund transaction, which settles the credit notes when done."""
        source = payment.source_transaction_id
        credit_notes = payment.refund_id.credit_note_ids
        payment.transaction_id = source._create_child_transaction(
            payment.amount, is_refund=True, invoice_ids=credit_notes.ids
        )
        payment.transaction_id._log_sent_message()

    @api.model
    def _ensure_sendable(self, payment):
        """Raise if the payment can't be sent anymore.

        :raise IssueError: With the reason.
        """
        source = payment.source_transaction_id
        if source.is_disputed:
            reason = source._describe_dispute()
        elif source.provider_id.state == "disabled":
            reason = self.env._(
                "%(provider)s is disabled", provider=source.provider_id.name
            )
        else:
            return
        if payment.step == "sending":
            self._note_unknown(payment, reason)
        self._note_refused(payment, reason)
        self._commit()
        raise IssueError(payment._describe_refusal())

    @api.model
    def _ask(self, payment):
        tx = payment.transaction_id.with_context(
            **{IDEMPOTENCY_KEY: f"refund-{payment.id}-{payment.transaction_id.id}"}
        )
        try:
            tx._send_refund_request()
        except Exception as error:  # noqa: BLE001 what the provider did is unknown
            self.env.cr.rollback()
            self._note_error(payment, error)
        else:
            self._note_answer(payment)

    @api.model
    def _note_answer(self, payment):
        """Record the provider's response, and book the refund."""
        self._adopt_twin(payment)
        tx = payment.transaction_id
        payment.step = "sent"
        if tx.state == "done":
            self._commit()  # The result must survive an error of the booking.
            if not tx.is_post_processed:
                tx._post_process()
        elif payment.state == "failed":
            payment.failure = tx.state_message
            self._commit()
            raise IssueError(payment._describe_refusal())

    @api.model
    def _adopt_twin(self, payment):
        """Use the transaction that Odoo created from the provider's notification.

        If the notification came before the response, the same refund would be booked
        twice.
        """
        tx = payment.transaction_id
        twin = self._find_twin(tx)
        if not twin or tx.is_post_processed:
            return
        tx._set_canceled(
            state_message=self.env._(
                "It is the same as %(reference)s.", reference=twin.reference
            ),
            extra_allowed_states=("done", "error"),
        )
        if not twin.is_post_processed:
            twin.invoice_ids = tx.invoice_ids
        payment.transaction_id = twin

    @api.model
    def _find_twin(self, tx):
        """Return another transaction of the same refund outside of the outbox."""
        twins = tx.source_transaction_id.child_transaction_ids.filtered(
            lambda it: (
                it != tx
                and tx.provider_reference
                and it.provider_reference == tx.provider_reference
            )
        )
        ours = self.env["ecommerce.refund.payment"].search(
            [("transaction_id", "in", twins.ids)]
        )
        return (twins - ours.transaction_id)[:1]

    # === LOST ANSWERS === #

    @api.model
    def _is_to_send_again(self, payment):
        """Find out the result of a request without a response.

        :return: Whether to send it again: it can't refund twice, or didn't refund at
            all.
        :raise IssueError: If a user has to find out.
        :raise UserError: If the provider is queried again later.
        """
        profile = payment.provider_id._get_refund_profile()
        if profile.may_repeat(payment):
            return True
        if not profile.tells_refunds:
            self._note_unknown(payment, self.env._("the answer was lost"))
        if told := self._inquire(payment):
            self._take(payment, told)
            return False
        if profile.keeps_errors or not profile.knows_key(payment):
            self._begin_anew(payment)
        return True

    @api.model
    def _inquire(self, payment):
        """Return the provider's refund that is ours, or None if there is none."""
        try:
            return self.env["ecommerce.refund.inquiry"]._find(payment)
        except Unclear:
            self._note_unknown(
                payment, self.env._("it reports refunds that may come from others")
            )
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # noqa: BLE001 its answer may be anything
            self._ask_later(payment, error)

    @api.model
    def _take(self, payment, told):
        """Record the provider's refund as ours, and book it."""
        tx = payment.transaction_id
        tx.provider_reference = told.id
        if told.state == "error":
            tx._set_error(self.env._("The refund failed at the provider."))
        elif told.state == "cancel":
            tx._set_canceled()
        else:
            getattr(tx, f"_set_{told.state}")()
        self._note_answer(payment)

    @api.model
    def _begin_anew(self, payment):
        """Queue a refund as a new request because the provider didn't make it.

        :raise UserError: If its request may still be pending.
        """
        reason = self.env._("It was not found at the provider.")
        if fields.Datetime.now() - payment.asked_at < LONGEST_WAY:
            self._ask_later(payment, reason)
        payment.transaction_id._set_error(reason)
        payment.write({"step": "queued", "transaction_id": False, "sent_at": False})

    @api.model
    def _ask_later(self, payment, reason):
        """Raise so that the automation queries the provider again.

        :raise UserError: With the reason; an `IssueError` if it was queried for too
            long.
        """
        if fields.Datetime.now() - payment.asked_at > PATIENCE:
            self._note_unknown(payment, reason)
        raise UserError(
            self.env._(
                "%(provider)s did not answer (%(reason)s): the request is repeated.",
                provider=payment.provider_id.name,
                reason=reason,
            )
        )

    # === ERRORS === #

    @api.model
    def _note_error(self, payment, error):
        """Record an error: a refusal, or an unknown result."""
        if self._is_refusal(error):
            self._note_refused(payment, str(error))
            self._commit()
            raise IssueError(payment._describe_refusal())
        if self._is_unsent(payment, error):
            payment.step = "queued"
            self._commit()
            self._ask_later(payment, error)
        profile = payment.provider_id._get_refund_profile()
        if profile.knows_key(payment) or profile.tells_refunds:
            self._ask_later(payment, error)
        self._note_unknown(payment, error)

    @api.model
    def _is_refusal(self, error):
        """Return whether an error is a refusal by the provider.

        Odoo raises the same error for failed and unreachable servers: the cause tells
        them apart.
        """
        if not isinstance(error, ValidationError):
            return False
        cause = error.__cause__ or error.__context__
        if isinstance(cause, requests.exceptions.HTTPError):
            status = cause.response.status_code
            return 400 <= status < 500 and status not in NO_ANSWERS
        return not isinstance(cause, requests.exceptions.RequestException)

    @api.model
    def _is_unsent(self, payment, error):
        """Return whether nothing was sent, because no connection was made."""
        cause = error.__cause__ or error.__context__
        reason = cause and cause.args and getattr(cause.args[0], "reason", None)
        is_first = payment.asked_at == payment.sent_at
        return is_first and isinstance(reason, NOT_REACHED)

    @api.model
    def _note_refused(self, payment, reason):
        if payment.transaction_id.state in ("draft", "pending", "authorized"):
            payment.transaction_id._set_error(reason)
        payment.write({"step": "failed", "failure": reason})

    @api.model
    def _note_unknown(self, payment, reason):
        payment.write({"step": "unknown", "failure": str(reason)})
        self._commit()
        raise IssueError(payment._describe_unknown())

    @api.model
    def _note_done(self, payment):
        """Book a refund that the provider made without a response."""
        payment.transaction_id._set_done()
        payment.write({"step": "sent", "failure": False})
        payment.transaction_id._post_process()

    @api.model
    def _commit(self):
        self.env["ecommerce.automation.runner"]._commit()
