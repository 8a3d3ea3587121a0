from odoo import api, fields, models
from odoo.fields import Domain


class Website(models.Model):
    _inherit = "website"

    automations_since = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="The automations leave orders and payments from before alone: none of "
        "them is confirmed, invoiced or mailed because the automations came later.",
    )

    @api.model
    def _get_automation_domain(self, date_field, website_field="website_id"):
        """Return the domain of what happened since the websites' automations work.

        :param str date_field: The path from the records to when it happened.
        :param str website_field: The path from the records to their website.
        """
        # In sudo mode because automations serve the websites of all companies; each has
        # a time of its own.
        websites = self.sudo().search([])  # pylint: disable=no-search-all
        return Domain.OR(
            Domain(website_field, "=", website.id)
            & Domain(date_field, ">=", website.automations_since)
            for website in websites
        )
