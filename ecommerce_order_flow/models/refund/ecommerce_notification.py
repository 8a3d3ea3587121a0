from odoo import api, fields, models


class EcommerceNotification(models.Model):
    _inherit = "ecommerce.notification"

    refund_id = fields.Many2one(
        "ecommerce.refund", readonly=True, index="btree_not_null", ondelete="cascade"
    )

    @api.depends("refund_id.name")
    def _compute_record_name(self):
        """Override to show the refund's name."""
        result = super()._compute_record_name()
        for notification in self.filtered("refund_id"):
            notification.record_name = notification.refund_id.name
        return result

    def _get_action_to_send_again(self):
        """Override to open the composer for emails about refunds."""
        if self.refund_id:
            notifier = self.env["ecommerce.refund.notifier"]
            return notifier._compose(self.refund_id, self.kind)
        return super()._get_action_to_send_again()
