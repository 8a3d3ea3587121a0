from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    keep_salesteam = fields.Boolean(related="website_id.keep_salesteam", readonly=False)
    hold_days = fields.Integer(related="website_id.hold_days", readonly=False)
    automations_since = fields.Datetime(
        related="website_id.automations_since", readonly=False
    )
    invoice_business = fields.Selection(
        related="website_id.invoice_business", readonly=False
    )
    invoice_consumer = fields.Selection(
        related="website_id.invoice_consumer", readonly=False
    )
