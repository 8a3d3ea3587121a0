from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class EcommerceReturnExpiry(models.AbstractModel):
    """Approved returns that customers never send."""

    _name = "ecommerce.return.expiry"
    _description = "Expiry of Returns"

    @api.model
    def _get_due_domain(self):
        """Return the domain of the returns whose products never came.

        Returns with a tracking number, and those of which something was refunded
        already, wait for users.
        """
        return (
            Domain("state", "=", "approved")
            & Domain("is_from_transfer", "=", False)
            & self._get_time_domain()
        )

    @api.model
    def _get_time_domain(self):
        # In sudo mode because automations serve the websites of all companies.
        websites = self.env["website"].sudo().search([("return_expiry_days", ">", 0)])
        return Domain.OR(
            Domain("website_id", "=", website.id)
            & Domain("decided_at", "<", self._get_start(website))
            for website in websites
        )

    @api.model
    def _get_start(self, website):
        days = timedelta(days=website.return_expiry_days)
        return fields.Datetime.now() - days

    @api.model
    def _expire(self, case):
        """Close a return, and cancel its transfers.

        :raise UserError: If something arrived or was refunded in the meantime.
        """
        case._lock()
        case._ensure_state("approved")
        self.env["ecommerce.return.decision"]._stop(case, "expired")

    @api.model
    def _get_last_day(self, case):
        """Return the day until which the customer should send the products, or None."""
        # In sudo mode because customers see the date of their own return.
        case = case.sudo()
        days = case.website_id.return_expiry_days
        if not days or not case.decided_at or case.is_from_transfer:
            return None
        zone = case.partner_id.tz or self.env.user.tz
        decided_on = fields.Datetime.context_timestamp(
            case.with_context(tz=zone), case.decided_at
        ).date()
        return decided_on + timedelta(days=days)
