from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.templates import ensure_template_of
from .const import PARCEL_KINDS

# Kinds that are disabled by default.
OFF_KINDS = ("picked_up",)


class EcommerceNotificationSetting(models.Model):
    """Whether and how customers of a website are notified about a parcel."""

    _name = "ecommerce.notification.setting"
    _description = "Shipping Email of a Website"
    _inherit = ["ecommerce.company.mixin"]
    _order = "website_id, id"
    _rec_name = "kind"

    website_id = fields.Many2one(
        "website",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="website_id.company_id", store=True)
    kind = fields.Selection(
        string="Trigger",
        selection=PARCEL_KINDS,
        required=True,
        readonly=True,
        copy=False,
    )
    is_on = fields.Boolean(
        string="Active",
        default=True,
        help="No email is sent about what happened before the activation.",
    )
    active_since = fields.Datetime(compute="_compute_active_since", store=True)
    template_id = fields.Many2one(
        "mail.template",
        string="Email Template",
        domain=[("model", "=", "stock.picking")],
        ondelete="set null",
        help="Empty: the default template of E-Commerce Order Flow.",
    )

    _kind_unique = models.UniqueIndex(
        "(website_id, kind)", "Each website can have only one email per trigger."
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("template_id")
    def _check_template(self):
        ensure_template_of(self, "template_id", "stock.picking")

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
        """Create the missing settings of each website."""
        # All websites are needed.
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
        """Return the values of a setting.

        A company that uses Odoo's email confirmation keeps its template.
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
        """Return the email template, or an empty recordset if it was deleted."""
        self.ensure_one()
        if self._is_left_to_odoo():
            return self.company_id.stock_mail_confirmation_template_id
        return self.template_id or self._get_ready_template(self.kind)

    # === WHAT IS DUE === #

    def _get_due_domain(self):
        """Return the domain of the transfers for which this email is due."""
        self.ensure_one()
        if not self.is_on and not self._is_left_to_odoo():
            return Domain.FALSE
        domain = (
            Domain("website_id", "=", self.website_id.id)
            & self._get_pending_domain()
            & self._get_time_domain()
        )
        if self._is_left_to_odoo():
            # Odoo's own email would go to the vendor.
            domain &= Domain("shipping_step", "!=", "dropship")
        return domain

    def _get_pending_domain(self):
        is_pending = Domain("pending_notification", "=", self.kind)
        if self.kind == "tracking":
            # The number is sent even if the shipping email is disabled.
            is_pending |= Domain("pending_notification", "=", "shipped") & Domain(
                "carrier_tracking_ref", "!=", False
            )
        return is_pending

    def _get_time_domain(self):
        """Return the domain of transfers since the email was enabled."""
        since = self.website_id.automations_since
        if self.kind == "ready_for_pickup":
            # Orders ready for pickup are notified even if they were ready before.
            return Domain("sale_id.date_order", ">=", since)
        return Domain("date_done", ">=", max(since, self.active_since or since))

    def _is_left_to_odoo(self):
        """Return whether Odoo's own confirmation email is sent instead."""
        self.ensure_one()
        return (
            self.kind in ("shipped", "picked_up")
            and not self.is_on
            and self.company_id.stock_move_email_validation
        )
