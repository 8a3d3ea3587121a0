from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_can_cancel = fields.Boolean(
        related="website_id.customer_can_cancel", readonly=False
    )
