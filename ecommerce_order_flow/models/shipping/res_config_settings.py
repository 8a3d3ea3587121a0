from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hold_days = fields.Integer(related="website_id.hold_days", readonly=False)
