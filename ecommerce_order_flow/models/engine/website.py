from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize, ormcache

from .const import ADDON

# Who sets the rules of the shop; designers only write what the website looks like.
RULERS = "base.group_system,sales_team.group_sale_manager"


class Website(models.Model):
    _name = "website"
    _inherit = ["ecommerce.cached.mixin", "website"]

    automations_since = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="Orders and payments before this time are not automatically "
        "confirmed, invoiced or emailed.",
    )
    # Emails to customers
    mail_footer = fields.Html(
        string="Company Details in Emails",
        translate=True,
        help="Shown below each email and on packing slips, for example the legal "
        "form, seat, registration number and managing directors. "
        "Empty: the footer of the company's documents.",
    )
    mail_closing = fields.Text(
        string="Closing Formula",
        translate=True,
        help="Shown below the text of each email. Empty: kind regards from the team "
        "of the website.",
    )
    mail_reply_to = fields.Char(
        string="Reply Address",
        help="Where replies to the emails about orders, parcels and invoices are "
        "read. Empty: as Odoo, which adds replies to the record's discussion if it "
        "receives emails, or else the sender.",
    )

    @api.constrains("mail_reply_to")
    def _check_mail_reply_to(self):
        for website in self.filtered("mail_reply_to"):
            if not email_normalize(website.mail_reply_to):
                raise ValidationError(
                    self.env._(
                        "%(address)s is not an email address.",
                        address=website.mail_reply_to,
                    )
                )

    @api.model
    @ormcache()
    def _get_reply_addresses(self):
        """Return the addresses that replies to emails go to, by website ID.

        Websites without one are missing. It is read for each message.
        """
        # In sudo mode because the cached value is the same for everybody.
        websites = self.sudo().search([("mail_reply_to", "!=", False)])
        return {website.id: website.mail_reply_to for website in websites}

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
