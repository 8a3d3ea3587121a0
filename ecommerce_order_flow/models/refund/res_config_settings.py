from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    refund_limit = fields.Monetary(
        related="company_id.refund_limit", readonly=False, currency_field="currency_id"
    )
