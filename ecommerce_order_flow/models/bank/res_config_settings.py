from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    payment_match_days = fields.Integer(
        related="company_id.payment_match_days", readonly=False
    )
