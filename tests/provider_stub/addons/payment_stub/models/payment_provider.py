from odoo import fields, models

from odoo.addons.ecommerce_order_flow.models.refund.provider_profiles import Profile


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    code = fields.Selection(
        selection_add=[("stub", "Stub")], ondelete={"stub": "set default"}
    )
    stub_url = fields.Char()
    stub_keeps_keys = fields.Boolean()
    stub_tells_refunds = fields.Boolean()

    def _compute_feature_support_fields(self):
        """Override of `payment` to enable refunds."""
        super()._compute_feature_support_fields()
        self.filtered(lambda it: it.code == "stub").support_refund = "partial"

    def _get_refund_profile(self):
        """Override to return the profile set by the stub's command line."""
        if self.code != "stub":
            return super()._get_refund_profile()
        return Profile(
            key_hours=20 if self.stub_keeps_keys else 0,
            tells_refunds=self.stub_tells_refunds,
        )

    def _build_request_url(self, endpoint, **kwargs):
        """Override of `payment` to build the request URL."""
        if self.code != "stub":
            return super()._build_request_url(endpoint, **kwargs)
        return f"{self.stub_url}/{endpoint}"

    def _build_request_headers(self, method, *args, idempotency_key=None, **kwargs):
        """Override of `payment` to send the key along."""
        if self.code != "stub":
            return super()._build_request_headers(
                method, *args, idempotency_key=idempotency_key, **kwargs
            )
        return {"Idempotency-Key": idempotency_key} if idempotency_key else {}

    def _parse_response_error(self, response):
        """Override of `payment` to parse the error message."""
        if self.code != "stub":
            return super()._parse_response_error(response)
        return response.json()["message"]
