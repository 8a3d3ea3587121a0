from odoo import api, fields, models

from .const import WAITING_MAILS


class Website(models.Model):
    _inherit = "website"

    # Orders
    waiting_mail = fields.Selection(
        string="Mail While the Order Waits",
        selection=WAITING_MAILS,
        default="accept",
        required=True,
        help="What customers get at once whose stock is reserved until they pay. A "
        "mail with bank data accepts the order: the contract is concluded. A receipt "
        "asks for no money; how to pay is on the page of the order.",
    )
    # Parcels
    notification_setting_ids = fields.One2many(
        "ecommerce.notification.setting", "website_id"
    )
    pickup_days = fields.Integer(
        string="Kept for Pickup",
        default=7,
        help="Days for which goods that are ready are kept for the customer. 0: the "
        "customer is told no limit.",
    )

    _pickup_days_not_negative = models.Constraint(
        "CHECK(pickup_days >= 0)", "Numbers of days must be 0 or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `website` to give new websites their mails about parcels."""
        websites = super().create(vals_list)
        self.env["ecommerce.notification.setting"].sudo()._create_missing()
        return websites
