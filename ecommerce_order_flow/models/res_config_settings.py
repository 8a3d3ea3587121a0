from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    keep_salesteam = fields.Boolean(related="website_id.keep_salesteam", readonly=False)
    hold_days = fields.Integer(related="website_id.hold_days", readonly=False)
