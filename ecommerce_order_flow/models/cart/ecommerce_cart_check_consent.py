from odoo import api, models


class EcommerceCartCheck(models.AbstractModel):
    """Consent: customers who agreed or bought before, and didn't object."""

    _inherit = "ecommerce.cart.check"

    @api.model
    def _find_opted_out(self, plans):
        """Return the plans whose customer objected with any address."""
        decisions = self._get_decisions(plans)
        return [
            plan
            for plan in plans
            if any(decisions.get(email) == "opt_out" for email in plan.emails)
        ]

    @api.model
    def _get_decisions(self, plans):
        """Return the customers' last decisions, by address."""
        return self.env["ecommerce.cart.consent"]._get_decisions(
            plans[0].cart.company_id, self._get_emails(plans)
        )

    @api.model
    def _find_blacklisted(self, plans):
        blacklist = self.env["mail.blacklist"].search(
            [("email", "in", self._get_emails(plans))]
        )
        blacklisted = set(blacklist.mapped("email"))
        return [plan for plan in plans if blacklisted.intersection(plan.emails)]

    @api.model
    def _get_emails(self, plans):
        return list({email for plan in plans for email in plan.emails})

    @api.model
    def _find_no_consent(self, plans):
        asked = [
            plan for plan in plans if plan.cart.website_id.cart_consent != "everyone"
        ]
        if not asked:
            return []
        decisions = self._get_decisions(asked)
        allowed = [plan for plan in asked if decisions.get(plan.email) == "consent"]
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
        """Return the plans whose address bought from the company before.

        A purchase by a colleague permits no advertising to others (§ 7 (3) UWG).
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
