from odoo import api, fields, models


class EcommerceAutomation(models.Model):
    _inherit = "ecommerce.automation"

    notice = fields.Text(
        compute="_compute_notice",
        help="Why records are not processed although they seem to be due.",
    )

    # === COMPUTE METHODS === #

    @api.depends("active")
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_notice(self):
        for automation in self:
            automation.notice = automation.active and self.env[
                "ecommerce.automation.notice"
            ]._get(automation)


class EcommerceAutomationNotice(models.AbstractModel):
    """Explanations why automations skip records that look due.

    A room adds a method `_explain_<code>` for its automation: it returns sentences for
    the companies of the user.
    """

    _name = "ecommerce.automation.notice"
    _description = "Automation Notices"

    @api.model
    def _get(self, automation):
        """Return the notice to show for an automation, or an empty string."""
        explain = getattr(self, f"_explain_{automation.code}", None)
        return "\n".join(explain()) if explain else ""
