from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_can_cancel = fields.Boolean(
        related="website_id.customer_can_cancel", readonly=False
    )
    cancellation_days = fields.Integer(
        related="website_id.cancellation_days", readonly=False
    )
