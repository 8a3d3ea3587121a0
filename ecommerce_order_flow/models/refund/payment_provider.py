from odoo import models

from .provider_profiles import get_profile

# Context key of the idempotency key for requests to a provider.
IDEMPOTENCY_KEY = "ecommerce_order_flow_idempotency_key"


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    def _get_refund_profile(self):
        """Return how the provider treats requests for refunds.

        Override it for a provider of another module.
        """
        return get_profile(self.code)

    def _send_api_request(self, method, endpoint, *, reference=None, **kwargs):
        """Override of `payment` to add an idempotency key and our reference.

        Odoo sends neither. The key is passed as an argument, because a provider's
        module may build the headers before our override.
        """
        key = self.env.context.get(IDEMPOTENCY_KEY)
        if key and method == "POST":
            kwargs.setdefault("idempotency_key", key)
            if self.code == "stripe" and endpoint == "refunds" and reference:
                kwargs["data"] = {**kwargs["data"], "metadata[reference]": reference}
        return super()._send_api_request(
            method, endpoint, reference=reference, **kwargs
        )
