from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    automations_since = fields.Datetime(
        related="website_id.automations_since", readonly=False
    )
