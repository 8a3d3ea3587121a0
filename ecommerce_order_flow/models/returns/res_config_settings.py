from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_can_return = fields.Boolean(
        related="website_id.customer_can_return", readonly=False
    )
    return_expiry_days = fields.Integer(
        related="website_id.return_expiry_days", readonly=False
    )
    return_address_id = fields.Many2one(
        related="website_id.return_address_id", readonly=False
    )
