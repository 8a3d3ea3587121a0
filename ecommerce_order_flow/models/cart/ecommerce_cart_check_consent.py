from odoo import api, models


class EcommerceCartCheck(models.AbstractModel):
    """Who may be reminded: whoever agreed or bought before, and didn't object."""

    _inherit = "ecommerce.cart.check"

    @api.model
    def _find_opted_out(self, plans):
        return self._find_decided(plans, "opt_out")

    @api.model
    def _find_decided(self, plans, decision):
        """Return the plans whose customer's last decision is that one."""
        decisions = self.env["ecommerce.cart.consent"]._get_decisions(
            plans[0].cart.company_id, self._get_emails(plans)
        )
        return [plan for plan in plans if decisions.get(plan.email) == decision]

    @api.model
    def _find_blacklisted(self, plans):
        blacklist = self.env["mail.blacklist"].search(
            [("email", "in", self._get_emails(plans))]
        )
        blacklisted = set(blacklist.mapped("email"))
        return [plan for plan in plans if plan.email in blacklisted]

    @api.model
    def _get_emails(self, plans):
        return list({plan.email for plan in plans})

    @api.model
    def _find_no_consent(self, plans):
        asked = [
            plan for plan in plans if plan.cart.website_id.cart_consent != "everyone"
        ]
        if not asked:
            return []
        allowed = self._find_decided(asked, "consent")
        by_purchase = [
            plan
            for plan in asked
            if plan.cart.website_id.cart_consent == "consent_or_customer"
        ]
        if by_purchase:
            allowed += self._find_customers(by_purchase)
        return [plan for plan in asked if plan not in allowed]

    @api.model
    def _find_customers(self, plans):
        """Return the plans whose address bought something of the company before.

        What a colleague bought lets nobody else get advertising (§ 7 (3) UWG).
        """
        buyers = self.env["sale.order"]._read_group(
            [
                ("company_id", "=", plans[0].cart.company_id.id),
                ("state", "=", "sale"),
                ("partner_id", "in", self._get_history(plans).partners.ids),
            ],
            ["partner_id"],
        )
        emails = {buyer.email_normalized for (buyer,) in buyers}
        return [plan for plan in plans if plan.email in emails]
