from datetime import timedelta
from unittest.mock import patch

import requests

from odoo.exceptions import ValidationError

from ...models.refund import provider_profiles
from .refund_common import RefundCommon

# What Odoo says of answers and of providers that it can't reach.
REFUSED, NOT_REACHED = "The provider rejected it", "Could not connect"


def fail_with(status):
    """Return an answer of a provider whose server says so, as Odoo passes it on."""

    def answer(_tx):
        response = requests.Response()
        response.status_code = status
        try:
            response.raise_for_status()
        except requests.exceptions.HTTPError as error:
            raise ValidationError(REFUSED) from error

    return answer


def answer_nothing(_tx):
    try:
        raise requests.exceptions.Timeout
    except requests.exceptions.Timeout as error:
        raise ValidationError(NOT_REACHED) from error


def refuse_to_answer(error):
    """Return an answer that Odoo can't read."""

    def answer(_tx):
        raise error

    return answer


class LostAnswers(RefundCommon):
    """Refunds whose provider doesn't say what it did."""

    def _queue(self):
        order = self._create_shipped_order()
        refund = self._request(order, quantity=2.0)
        return order, refund.sudo().payment_ids

    def _wait(self, payment, **period):
        payment.flush_recordset()
        payment.asked_at -= timedelta(**(period or {"minutes": 5}))
        payment.sent_at -= timedelta(**(period or {"minutes": 5}))

    def _retry(self, payment):
        failure = self._find_failure("send_refund", payment)
        if failure:
            failure.next_attempt = payment.create_date
        self._send()

    def _set_profile(self, **values):
        """Let the provider treat requests so."""
        self.startPatcher(
            patch.dict(
                provider_profiles.PROFILES,
                {"demo": provider_profiles.Profile(**values)},
            )
        )
