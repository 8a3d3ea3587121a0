from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    waiting_mail = fields.Selection(related="website_id.waiting_mail", readonly=False)
    pickup_days = fields.Integer(related="website_id.pickup_days", readonly=False)

    # === ACTION METHODS === #

    def action_show_shipment_mails(self):
        """Open the website's notification settings for parcels."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_notification_setting_action"
        )
        return {**action, "domain": [("website_id", "=", self.website_id.id)]}

    def action_show_legal_documents(self):
        """Open the documents attached to emails that accept orders of the website."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_legal_document_action"
        )
        return {
            **action,
            "domain": [("website_id", "=", self.website_id.id)],
            "context": {"default_website_id": self.website_id.id},
        }
