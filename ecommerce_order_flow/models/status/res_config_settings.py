from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    keep_salesteam = fields.Boolean(related="website_id.keep_salesteam", readonly=False)
