from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...client_actions import show_notification
from ..engine.numbers import format_number
from ..engine.templates import ensure_template_of

# Fields of the first reminder stored in the website's own setting.
FIRST_FIELDS = {
    "is_on": "send_abandoned_cart_email",
    "delay_hours": "cart_abandoned_delay",
    "template_id": "cart_recovery_mail_template_id",
}
# Odoo takes a delay of 0 for one hour.
LEAST_DELAY = 1.0
# Older carts get no reminder: 30 days.
MOST_DELAY = 720.0
# Default series: hours after the last activity, and the template.
SERIES = [
    (1.0, "mail_template_cart_reminder_first"),
    (24.0, "mail_template_cart_reminder_second"),
    (72.0, "mail_template_cart_reminder_third"),
]


class EcommerceCartReminder(models.Model):
    """A reminder of a website's series, due some time after the cart's last change.

    The first one is enabled and disabled by Odoo's own setting.
    """

    _name = "ecommerce.cart.reminder"
    _description = "Cart Reminder"
    _inherit = ["ecommerce.cached.mixin", "ecommerce.company.mixin"]
    _order = "website_id, delay_hours, id"

    name = fields.Char(compute="_compute_name")
    website_id = fields.Many2one(
        "website",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env["website"].get_current_website(),
    )
    company_id = fields.Many2one(related="website_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    is_first = fields.Boolean(
        string="Managed in Website Settings",
        readonly=True,
        copy=False,
        help="Same as Follow up abandoned carts in the website settings.",
    )
    is_on = fields.Boolean(
        string="Active",
        compute="_compute_is_on",
        inverse="_inverse_first_fields",
        store=True,
        precompute=True,
        readonly=False,
        help="No email is sent for carts that were left before the activation.",
    )
    active_since = fields.Datetime(compute="_compute_active_since", store=True)
    delay_hours = fields.Float(
        string="Hours",
        compute="_compute_delay_hours",
        inverse="_inverse_first_fields",
        store=True,
        precompute=True,
        readonly=False,
        help="Hours after the customer's last change of the cart.",
    )
    template_id = fields.Many2one(
        "mail.template",
        string="Email Template",
        compute="_compute_template_id",
        inverse="_inverse_first_fields",
        store=True,
        precompute=True,
        readonly=False,
        domain=[("model", "=", "sale.order")],
        ondelete="set null",
    )
    minimum_amount = fields.Monetary(
        help="No email is sent for carts below this amount. 0 = for all carts."
    )

    # Figures
    mail_ids = fields.One2many(
        "ecommerce.cart.reminder.mail", "reminder_id", string="Sent Emails"
    )
    sent_count = fields.Integer(string="Sent", compute="_compute_figures")
    opened_count = fields.Integer(string="Opened", compute="_compute_figures")
    recovered_count = fields.Integer(string="Ordered", compute="_compute_figures")
    recovered_amount = fields.Monetary(
        string="Recovered Revenue", compute="_compute_figures"
    )

    _first_unique = models.UniqueIndex(
        "(website_id) WHERE is_first", "Each website can have only one first reminder."
    )
    _delay_positive = models.Constraint(
        "CHECK(delay_hours > 0 AND delay_hours <= 720)",
        "The delay of a reminder must be more than 0 and at most 720 hours.",
    )
    _minimum_not_negative = models.Constraint(
        "CHECK(minimum_amount >= 0)", "The minimum amount cannot be negative."
    )

    # === CONSTRAINT METHODS === #

    # In Python, too, because the carts are scheduled before the constraint is checked.
    @api.constrains("delay_hours")
    def _check_delay(self):
        if any(not 0 < it.delay_hours <= MOST_DELAY for it in self):
            raise ValidationError(self._get_delay_message())

    @api.model
    def _get_delay_message(self):
        return self.env._(
            "The delay of a reminder must be more than 0 and at most 720 hours."
        )

    @api.constrains("template_id")
    def _check_template(self):
        ensure_template_of(self, "template_id", "sale.order")

    # === COMPUTE METHODS === #

    @api.depends("website_id", "delay_hours")
    @api.depends_context("lang")
    def _compute_name(self):
        for reminder in self:
            reminder.name = self.env._(
                "%(website)s, after %(hours)s h",
                website=reminder.website_id.name or "",
                hours=format_number(self.env, reminder.delay_hours),
            )

    @api.depends("is_first", "website_id.send_abandoned_cart_email")
    def _compute_is_on(self):
        for reminder in self.filtered("is_first"):
            reminder.is_on = reminder.website_id.send_abandoned_cart_email

    @api.depends("is_on")
    def _compute_active_since(self):
        for reminder in self:
            # Writing the same value doesn't reset it: waiting carts keep waiting.
            reminder.active_since = reminder.is_on and (
                reminder.active_since or fields.Datetime.now()
            )

    @api.depends("is_first", "website_id.cart_abandoned_delay")
    def _compute_delay_hours(self):
        for reminder in self:
            if reminder.is_first:
                reminder.delay_hours = (
                    reminder.website_id.cart_abandoned_delay or LEAST_DELAY
                )
            else:
                reminder.delay_hours = reminder.delay_hours or SERIES[1][0]

    @api.depends("is_first", "website_id.cart_recovery_mail_template_id")
    def _compute_template_id(self):
        for reminder in self:
            if reminder.is_first:
                reminder.template_id = reminder.website_id._get_cart_template()
            else:
                reminder.template_id = reminder.template_id or self.env.ref(
                    f"ecommerce_order_flow.{SERIES[1][1]}", raise_if_not_found=False
                )

    def _inverse_first_fields(self):
        """Write the first reminder's values to Odoo's own setting."""
        for reminder in self.filtered("is_first"):
            values = {
                website_field: reminder[name]
                for name, website_field in FIRST_FIELDS.items()
            }
            values["cart_recovery_mail_template_id"] = reminder.template_id.id
            # In sudo mode because sales managers may not write websites otherwise.
            reminder.website_id.sudo().write(values)

    def _compute_figures(self):
        figures = self.env["ecommerce.cart.reminder.mail"]._read_group(
            [("reminder_id", "in", self.ids)],
            ["reminder_id"],
            [
                "sent_count:sum",
                "opened_count:sum",
                "recovered_count:sum",
                "recovered_amount:sum",
            ],
        )
        figures_by_reminder = {reminder: rest for reminder, *rest in figures}
        for reminder in self:
            (
                reminder.sent_count,
                reminder.opened_count,
                reminder.recovered_count,
                reminder.recovered_amount,
            ) = figures_by_reminder.get(reminder, (0, 0, 0, 0.0))

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override to reschedule the carts' reminders."""
        reminders = super().create(vals_list)
        reminders.website_id._schedule_cart_reminders()
        return reminders

    def write(self, vals):
        """Override to reschedule the carts' reminders."""
        result = super().write(vals)
        if {"is_on", "delay_hours", "website_id"} & set(vals):
            self.website_id._schedule_cart_reminders()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_first(self):
        if any(reminder.is_first for reminder in self):
            raise UserError(
                self.env._(
                    "The first reminder belongs to the website's settings: disable it "
                    "instead of deleting it."
                )
            )

    # === ACTION METHODS === #

    def action_send_test(self):
        """Send the user a test email for the website's newest cart.

        It contains the cart of a customer and the link that opens it: website designers
        edit reminders, but may not read orders.

        :raise AccessError: If the user may not edit reminders, or not read orders.
        """
        self.ensure_one()
        self.check_access("write")
        cart = self._find_sample_cart()
        cart._portal_ensure_token()
        template = self.template_id.with_context(
            ecommerce_order_flow_cart_mails={cart.id: False}
        )
        template.send_mail(
            cart.id,
            email_values={
                "email_to": self.env.user.email_formatted,
                "recipient_ids": [],
            },
        )
        self.env["ecommerce.automation"]._trigger_mail_queue()
        return show_notification(
            "success",
            self.env._(
                "The email about %(cart)s is on its way to %(address)s.",
                cart=cart.name,
                address=self.env.user.email,
            ),
        )

    def action_show_mails(self):
        """Show the results of the reminder as pivot, graph and list."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_cart_reminder_mail_action"
        )
        return {**action, "domain": [("reminder_id", "in", self.ids)]}

    def action_show_due(self):
        """List the emails to be sent now, those skipped, and the reasons."""
        return self.env["ecommerce.cart.reminder.preview"]._action_show(self.website_id)

    def _find_sample_cart(self):
        """Return a cart or order of the website for a test email.

        :raise UserError: If there is none, or the user has no address.
        """
        if not self.env.user.email_normalized:
            raise UserError(
                self.env._("Your user has no email address to send the test to.")
            )
        cart = self.env["sale.order"].search(
            [("website_id", "=", self.website_id.id), ("order_line", "!=", False)],
            order="id desc",
            limit=1,
        )
        if not cart:
            raise UserError(
                self.env._(
                    "The website has no cart yet that the email could show: add a "
                    "product to a cart first."
                )
            )
        return cart

    # === SERIES === #

    @api.model
    def _create_missing_series(self):
        """Create the default series, switched off, for websites without reminders."""
        for website in self.env["website"].search([("cart_reminder_ids", "=", False)]):
            website._adopt_ready_series()
            self.create(
                [
                    {
                        "website_id": website.id,
                        "is_first": not number,
                        **((number and self._prepare_series_vals(number)) or {}),
                    }
                    for number in range(len(SERIES))
                ]
            )

    @api.model
    def _prepare_series_vals(self, number):
        hours, name = SERIES[number]
        template = self.env.ref(
            f"ecommerce_order_flow.{name}", raise_if_not_found=False
        )
        return {"delay_hours": hours, "template_id": template and template.id}

    def _get_due_time(self, cart):
        """Return when the reminder is due for a cart, or False if never."""
        self.ensure_one()
        if not self.active_since or cart.cart_activity_at < self.active_since:
            return False
        return cart.cart_activity_at + relativedelta(hours=self.delay_hours)
