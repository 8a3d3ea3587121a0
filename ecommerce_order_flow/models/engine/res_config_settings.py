from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    automations_since = fields.Datetime(
        related="website_id.automations_since", readonly=False
    )
    mail_footer = fields.Html(related="website_id.mail_footer", readonly=False)
    mail_closing = fields.Text(related="website_id.mail_closing", readonly=False)
    mail_reply_to = fields.Char(related="website_id.mail_reply_to", readonly=False)
