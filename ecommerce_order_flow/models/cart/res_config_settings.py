from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    cart_payment_failed_template_id = fields.Many2one(
        related="website_id.cart_payment_failed_template_id", readonly=False
    )
    cart_consent = fields.Selection(related="website_id.cart_consent", readonly=False)
    cart_consent_text = fields.Text(
        related="website_id.cart_consent_text", readonly=False
    )
    cart_double_opt_in = fields.Selection(
        related="website_id.cart_double_opt_in", readonly=False
    )
    cart_notice_text = fields.Text(
        related="website_id.cart_notice_text", readonly=False
    )
    cart_reminder_pause = fields.Float(
        related="website_id.cart_reminder_pause", readonly=False
    )
    cart_quiet_from = fields.Float(related="website_id.cart_quiet_from", readonly=False)
    cart_quiet_to = fields.Float(related="website_id.cart_quiet_to", readonly=False)
    cart_recovery_days = fields.Integer(
        related="website_id.cart_recovery_days", readonly=False
    )
    cart_retention_days = fields.Integer(
        related="website_id.cart_retention_days", readonly=False
    )

    # === ACTION METHODS === #

    def action_open_abandoned_cart_mail_template(self):
        """Override of `website_sale` to open the template used by this website."""
        action = super().action_open_abandoned_cart_mail_template()
        template = self.website_id._get_cart_template()
        return {**action, "res_id": template.id or action["res_id"]}

    def action_show_cart_reminders(self):
        """Open the website's series of reminders."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_cart_reminder_action"
        )
        return {
            **action,
            "domain": [("website_id", "=", self.website_id.id)],
            "context": {"default_website_id": self.website_id.id},
        }
