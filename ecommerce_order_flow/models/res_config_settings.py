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
    cart_payment_failed_template_id = fields.Many2one(
        related="website_id.cart_payment_failed_template_id", readonly=False
    )
    cart_consent = fields.Selection(related="website_id.cart_consent", readonly=False)
    cart_consent_text = fields.Text(
        related="website_id.cart_consent_text", readonly=False
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
    customer_can_cancel = fields.Boolean(
        related="website_id.customer_can_cancel", readonly=False
    )
    pickup_days = fields.Integer(related="website_id.pickup_days", readonly=False)

    # === ACTION METHODS === #

    def action_show_shipment_mails(self):
        """Open what the website tells customers about their parcels."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_shipment_mail_action"
        )
        return {**action, "domain": [("website_id", "=", self.website_id.id)]}

    def action_open_abandoned_cart_mail_template(self):
        """Override of `website_sale` to open the mail that this website sends."""
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
