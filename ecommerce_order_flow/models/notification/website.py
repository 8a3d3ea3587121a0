from odoo import api, fields, models

from ..engine.templates import ensure_template_of
from .const import ORDER_PDFS, WAITING_MAILS


class Website(models.Model):
    _inherit = "website"

    # Orders
    confirmation_email_template_id = fields.Many2one(
        default=lambda self: self._get_default_confirmation_template()
    )
    waiting_mail = fields.Selection(
        string="Email While Payment Is Pending",
        selection=WAITING_MAILS,
        default="accept",
        required=True,
        help="Email sent immediately to customers whose stock is reserved until "
        "they pay. An email with bank details accepts the order: the contract "
        "is concluded. A receipt does not request a payment; how to pay is "
        "shown on the page of the order.",
    )
    order_pdf = fields.Selection(
        string="Attach the Order as PDF",
        selection=ORDER_PDFS,
        default="always",
        required=True,
        help="Whether confirmations and emails about payments that are sent "
        "automatically have the order attached as PDF, as in Odoo, or only those to "
        "businesses. The email itself confirms the order on a durable medium; "
        "without the PDF it is sent faster.",
    )
    # Parcels
    notification_setting_ids = fields.One2many(
        "ecommerce.notification.setting", "website_id"
    )
    pickup_days = fields.Integer(
        string="Pickup Period",
        default=7,
        help="Days for which products ready for pickup are kept for the customer. "
        "0 = no limit is communicated to the customer.",
    )

    _pickup_days_possible = models.Constraint(
        "CHECK(pickup_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("confirmation_email_template_id")
    def _check_confirmation_template(self):
        ensure_template_of(self, "confirmation_email_template_id", "sale.order")

    # === DEFAULT METHODS === #

    def _get_default_confirmation_template(self):
        """Return our confirmation, unless the shop has another one than Odoo's."""
        template = self._default_confirmation_email_template()
        odoos = self.env.ref(
            "sale.mail_template_sale_confirmation", raise_if_not_found=False
        )
        ours = self.env.ref(
            "ecommerce_order_flow.mail_template_confirmation",
            raise_if_not_found=False,
        )
        return ours if ours and template == odoos else template

    @api.model
    def _adopt_confirmation(self):
        """Use our confirmation on websites that have the default one."""
        default = self._default_confirmation_email_template()
        # All websites are needed.
        websites = self.search([])  # pylint: disable=no-search-all
        websites.filtered(
            lambda it: (it.confirmation_email_template_id or default) == default
        ).confirmation_email_template_id = self._get_default_confirmation_template()

    # === BUSINESS METHODS === #

    def _attaches_order(self, order):
        """Return whether automatic emails have the order attached as PDF."""
        if self.order_pdf == "business":
            return order.is_business
        return self.order_pdf != "never"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `website` to create the notification settings of new websites."""
        websites = super().create(vals_list)
        # In sudo mode because nobody else may create these settings.
        self.env["ecommerce.notification.setting"].sudo()._create_missing()
        return websites
