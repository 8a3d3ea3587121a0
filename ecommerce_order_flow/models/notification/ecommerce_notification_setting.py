from odoo import api, fields, models
from odoo.fields import Domain

from .const import PARCEL_KINDS

# What shops switch on themselves.
OFF_KINDS = ("picked_up",)


class EcommerceNotificationSetting(models.Model):
    """Whether and how customers of a website are told what happens to a parcel."""

    _name = "ecommerce.notification.setting"
    _description = "Shipment Mail of a Website"
    _order = "website_id, id"
    _rec_name = "kind"

    website_id = fields.Many2one(
        "website", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="website_id.company_id", store=True)
    kind = fields.Selection(
        string="When", selection=PARCEL_KINDS, required=True, readonly=True
    )
    is_on = fields.Boolean(
        string="On",
        default=True,
        help="What happened before it was switched on is not told.",
    )
    active_since = fields.Datetime(compute="_compute_active_since", store=True)
    template_id = fields.Many2one(
        "mail.template",
        string="Mail",
        domain=[("model", "=", "stock.picking")],
        ondelete="set null",
        help="Empty: the mail that comes with E-Commerce Order Flow.",
    )

    _kind_unique = models.UniqueIndex(
        "(website_id, kind)", "A website has one mail of each kind."
    )

    # === COMPUTE METHODS === #

    @api.depends("is_on", "company_id.stock_move_email_validation")
    def _compute_active_since(self):
        for setting in self:
            is_sent = setting.is_on or setting._is_left_to_odoo()
            setting.active_since = is_sent and (
                setting.active_since or fields.Datetime.now()
            )

    # === BUSINESS METHODS === #

    @api.model
    def _create_missing(self):
        """Give each website a row for each kind of mail that it lacks."""
        # Each website gets them, so all are looked at.
        websites = self.env["website"].search([])  # pylint: disable=no-search-all
        there = {
            (row.website_id, row.kind) for row in websites.notification_setting_ids
        }
        self.create(
            [
                self._prepare_vals(website, kind)
                for website in websites
                for kind, _label in PARCEL_KINDS
                if (website, kind) not in there
            ]
        )

    @api.model
    def _prepare_vals(self, website, kind):
        """Return the values of a row.

        A company that lets Odoo mail its customers keeps the mail it has.
        """
        company = website.company_id
        keeps_template = kind == "shipped" and company.stock_move_email_validation
        template = keeps_template and company.stock_mail_confirmation_template_id
        return {
            "website_id": website.id,
            "kind": kind,
            "is_on": kind not in OFF_KINDS,
            "template_id": (template or self._get_ready_template(kind)).id,
        }

    @api.model
    def _get_ready_template(self, kind):
        return (
            self.env.ref(
                f"ecommerce_order_flow.mail_template_shipment_{kind}",
                raise_if_not_found=False,
            )
            or self.env["mail.template"]
        )

    def _get_template(self):
        """Return the mail, none if somebody removed it."""
        self.ensure_one()
        if self._is_left_to_odoo():
            return self.company_id.stock_mail_confirmation_template_id
        return self.template_id or self._get_ready_template(self.kind)

    # === WHAT IS DUE === #

    def _get_due_domain(self):
        """Return the domain of the transfers about which this mail is due."""
        self.ensure_one()
        if not self.is_on and not self._is_left_to_odoo():
            return Domain.FALSE
        domain = (
            Domain("website_id", "=", self.website_id.id)
            & self._get_pending_domain()
            & self._get_time_domain()
        )
        if self._is_left_to_odoo():
            # Odoo's own mail would go to the vendor.
            domain &= Domain("shipping_step", "!=", "dropship")
        return domain

    def _get_pending_domain(self):
        is_pending = Domain("pending_notification", "=", self.kind)
        if self.kind == "tracking":
            # Who isn't told that it was shipped is told the number all the same.
            is_pending |= Domain("pending_notification", "=", "shipped") & Domain(
                "carrier_tracking_ref", "!=", False
            )
        return is_pending

    def _get_time_domain(self):
        """Return the domain of what isn't past."""
        since = self.website_id.automations_since
        if self.kind == "ready_for_pickup":
            # What waits for its customer now is told also if it was ready before.
            return Domain("sale_id.date_order", ">=", since)
        return Domain("date_done", ">=", max(since, self.active_since or since))

    def _is_left_to_odoo(self):
        """Return whether Odoo's own setting wants the mail that ours doesn't."""
        self.ensure_one()
        return (
            self.kind in ("shipped", "picked_up")
            and not self.is_on
            and self.company_id.stock_move_email_validation
        )
