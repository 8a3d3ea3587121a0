from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    invoice_business = fields.Selection(
        related="website_id.invoice_business", readonly=False
    )
    invoice_consumer = fields.Selection(
        related="website_id.invoice_consumer", readonly=False
    )
