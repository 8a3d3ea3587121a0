from odoo import api, fields, models


class EcommerceNotification(models.Model):
    _inherit = "ecommerce.notification"

    return_id = fields.Many2one(
        "ecommerce.return", readonly=True, index="btree_not_null", ondelete="cascade"
    )

    @api.depends("return_id.name")
    def _compute_record_name(self):
        """Override to show the return's name."""
        result = super()._compute_record_name()
        for notification in self.filtered("return_id"):
            notification.record_name = notification.return_id.name
        return result

    def _get_action_to_send_again(self):
        """Override to open the composer for emails about returns."""
        if self.return_id:
            notifier = self.env["ecommerce.return.notifier"]
            return notifier._compose(self.return_id, self.kind)
        return super()._get_action_to_send_again()
