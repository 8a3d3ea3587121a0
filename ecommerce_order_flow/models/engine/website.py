from odoo import api, fields, models
from odoo.fields import Domain

from .const import ADDON

# Who sets the rules of the shop; designers only write what the website looks like.
RULERS = "base.group_system,sales_team.group_sale_manager"


class Website(models.Model):
    _inherit = "website"

    automations_since = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="Orders and payments before this time are not automatically "
        "confirmed, invoiced or emailed.",
    )

    @api.model
    def _has_field_access(self, field, operation):
        """Override of `base`: designers may not change when orders are invoiced.

        Nor any other rule about orders, money and consent.
        """
        is_rule = field._modules == (ADDON,) and field.type != "one2many"
        if operation == "write" and is_rule and not self.env.su:
            return self.env.user.has_groups(RULERS)
        return super()._has_field_access(field, operation)

    @api.model
    def _get_automation_domain(self, date_field, website_field="website_id"):
        """Return the domain of what happened since the automations were enabled.

        :param str date_field: The path from the records to the date of the event.
        :param str website_field: The path from the records to their website.
        """
        # In sudo mode because automations serve the websites of all companies, each
        # with its own date.
        websites = self.sudo().search([])  # pylint: disable=no-search-all
        return Domain.OR(
            Domain(website_field, "=", website.id)
            & Domain(date_field, ">=", website.automations_since)
            for website in websites
        )
