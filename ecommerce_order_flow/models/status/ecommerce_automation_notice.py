from odoo import api, models


class EcommerceAutomationNotice(models.AbstractModel):
    _inherit = "ecommerce.automation.notice"

    @api.model
    def _explain_find_status(self):
        """Return the number of orders whose statuses aren't known yet."""
        queue = self.env["ecommerce.unknown.status"]
        # In sudo mode because whoever reads automations may not read the queue.
        left = queue.sudo().search_count(
            [("order_id.company_id", "in", self.env.companies.ids)]
        )
        if not left:
            return []
        return [
            self.env._(
                "Orders from before the installation whose statuses are not yet known: "
                "%(count)s. Open orders come first.",
                count=left,
            )
        ]
