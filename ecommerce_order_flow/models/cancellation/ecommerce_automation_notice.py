from odoo import api, models


class EcommerceAutomationNotice(models.AbstractModel):
    _inherit = "ecommerce.automation.notice"

    @api.model
    def _explain_expire_unpaid(self):
        """Return sentences for the providers whose bank statements are missing.

        Their unpaid orders are not cancelled.
        """
        providers = self.env["ecommerce.payment.expiry"]._get_cancelling_providers()
        return [
            provider.expiry_notice
            for provider in providers
            if provider.company_id in self.env.companies and provider.expiry_notice
        ]
