from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_can_cancel = fields.Boolean(
        related="website_id.customer_can_cancel", readonly=False
    )
    cancellation_days = fields.Integer(
        related="website_id.cancellation_days", readonly=False
    )
    expiry_notice = fields.Text(
        compute="_compute_expiry_notice",
        help="Why unpaid orders are not cancelled at present, by payment provider.",
    )

    # === COMPUTE METHODS === #

    @api.depends("company_id")
    def _compute_expiry_notice(self):
        for settings in self:
            providers = settings._get_offline_providers()
            notices = filter(None, providers.mapped("expiry_notice"))
            settings.expiry_notice = "\n".join(notices)
