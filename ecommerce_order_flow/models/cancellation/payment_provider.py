from odoo import api, fields, models


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    expiry_notice = fields.Text(
        compute="_compute_expiry_notice",
        help="Why unpaid orders are not cancelled at present.",
    )

    # === COMPUTE METHODS === #

    @api.depends("cancel_unpaid", "grace_days", "journal_id")
    @api.depends_context("lang")
    def _compute_expiry_notice(self):
        expiry = self.env["ecommerce.payment.expiry"]
        for provider in self:
            is_cancelling = provider.code == "custom" and provider.cancel_unpaid
            reason = is_cancelling and expiry._explain_bank(provider)
            provider.expiry_notice = reason and self.env._(
                "%(provider)s: unpaid orders are not cancelled at present. %(reason)s",
                provider=provider.name,
                reason=reason,
            )
