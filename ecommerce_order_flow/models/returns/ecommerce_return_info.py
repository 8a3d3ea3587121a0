from odoo import api, models

from ..engine.numbers import format_number


class EcommerceReturnInfo(models.AbstractModel):
    """What the page of a product says about its return."""

    _name = "ecommerce.return.info"
    _description = "Return Policy on Product Pages"

    @api.model
    def _describe(self, website, product):
        """Return the sentences about the return of a product; none for services.

        Visitors whose country is unknown see the policy for the country of the shop.
        """
        if not website.customer_can_return or product.type != "consu":
            return []
        # In sudo mode because visitors can't read return policies and companies.
        policy = self.sudo()._find_policy(website.sudo(), product.sudo())
        if not policy.is_returnable:
            return self._describe_refusal(policy)
        return [
            self._describe_period(policy),
            self.env["ecommerce.return.notifier"]._describe_parcel(policy.parcel_payer),
            *self._describe_fees(policy, website),
        ]

    @api.model
    def _find_policy(self, website, product):
        company = website.company_id
        country = self.env.user.partner_id.country_id or company.country_id
        policies = self.env["ecommerce.return.policy"]
        return policies._find_for(website, company, country, product)

    @api.model
    def _describe_refusal(self, policy):
        refusal = (
            self.env._("Cannot be returned: %(reason)s.", reason=reason)
            if (reason := (policy.refusal or "").rstrip(". "))
            else self.env._("Cannot be returned.")
        )
        return [refusal, self.env._("Your right of withdrawal is not affected.")]

    @api.model
    def _describe_period(self, policy):
        if not policy.days:
            return self.env._("Can be returned.")
        if policy.starts_at == "order":
            return self.env._(
                "Can be returned within %(days)s days after the order.",
                days=policy.days,
            )
        return self.env._(
            "Can be returned within %(days)s days after the delivery.", days=policy.days
        )

    @api.model
    def _describe_fees(self, policy, website):
        """Return the sentences about fees and their exceptions."""
        sentences = []
        if policy.fee_percentage:
            sentences.append(
                self.env._(
                    "A restocking fee of %(percentage)s%% of the price is deducted.",
                    percentage=format_number(self.env, policy.fee_percentage),
                )
            )
        if policy.fee_amount:
            sentences.append(
                self.env._(
                    "A fee of %(amount)s per return is deducted.",
                    amount=website.currency_id.format(policy.fee_amount),
                )
            )
        if sentences:
            sentences.append(
                self.env._(
                    "Consumers pay no fee within 14 days after the delivery, and "
                    "nobody for damaged or wrong products."
                )
            )
        return sentences
