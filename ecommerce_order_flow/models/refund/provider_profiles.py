"""Behaviour of providers when the response to a refund request is lost."""

from dataclasses import dataclass
from datetime import timedelta

from odoo import fields


@dataclass(frozen=True)
class Profile:
    """How a provider treats requests for refunds.

    :ivar key_hours: How long it knows a request by its idempotency key, in hours; 0 if
        it doesn't. A repeated request then gets the response of the first one.
    :ivar keeps_errors: Whether the response to a key may also be a server error: it
        says nothing about the refund, however often the request is repeated.
    :ivar tells_refunds: Whether the refunds of a payment can be queried: see
        `ecommerce.refund.inquiry`.
    """

    key_hours: int = 0
    keeps_errors: bool = False
    tells_refunds: bool = False

    def knows_key(self, payment):
        """Return whether repeating the request can't refund a second time."""
        if not self.key_hours or not payment.sent_at:
            return False
        age = fields.Datetime.now() - payment.sent_at
        return age < timedelta(hours=self.key_hours)

    def may_repeat(self, payment):
        """Return whether repeating the request is the best way to a response.

        Providers whose refunds can be queried are queried after one repetition.
        """
        is_repeated = payment.asked_at and payment.asked_at > payment.sent_at
        return self.knows_key(payment) and not (self.tells_refunds and is_repeated)


# Stripe: keys are kept for at least 24 hours, including server errors
# (docs.stripe.com/api/idempotent_requests). Adyen: at least 7 days
# (docs.adyen.com/development-resources/api-idempotency); it notifies of refunds, but
# they can't be queried. Some hours less, so that different clocks and long requests
# don't refund twice. Odoo sends Mollie no key, and refunds by neither Mollie nor
# PayPal: other modules do. Whether these pass the key on is unknown. The default, also
# for Odoo's demo provider: the result is unknown, a user decides.
PROFILES = {
    "stripe": Profile(key_hours=20, keeps_errors=True, tells_refunds=True),
    "adyen": Profile(key_hours=160),
    "mollie": Profile(tells_refunds=True),
    "paypal": Profile(tells_refunds=True),
    "demo": Profile(),
}
CAREFUL = Profile()


def get_profile(provider_code):
    """Return the profile of a provider; the careful one if it is unknown."""
    return PROFILES.get(provider_code, CAREFUL)
