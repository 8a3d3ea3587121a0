from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..engine.templates import ensure_template_of
from .const import CART_CONSENT_RULES, CART_DOUBLE_OPT_IN_RULES
from .ecommerce_cart_reminder import LEAST_DELAY, MOST_DELAY

# Website fields on which the schedule of reminders depends.
REMINDER_FIELDS = {"send_abandoned_cart_email", "cart_abandoned_delay"}
# Odoo's default delay in hours.
ODOO_DELAY = 10.0
# Older carts get no reminder, whatever changes.
LONGEST_SERIES = relativedelta(days=30)


class Website(models.Model):
    _inherit = "website"
    # Carts
    cart_recovery_mail_template_id = fields.Many2one(
        default=lambda self: self._get_default_cart_template()
    )
    cart_abandoned_delay = fields.Float(default=LEAST_DELAY)
    cart_reminder_ids = fields.One2many("ecommerce.cart.reminder", "website_id")
    cart_payment_failed_template_id = fields.Many2one(
        "mail.template",
        string="Email After a Failed Payment",
        domain=[("model", "=", "sale.order")],
        default=lambda self: self._get_default_payment_failed_template(),
        help="Email that customers receive instead of the reminder if their "
        "payment failed. Empty: the reminder.",
    )
    cart_consent = fields.Selection(
        string="Recipients",
        selection=CART_CONSENT_RULES,
        default="consent_or_customer",
        required=True,
        help="Cart reminders are advertising: in Germany and Austria they need the "
        "customer's consent, or a customer who bought similar products before "
        "and can object at any time.",
    )
    cart_consent_text = fields.Text(
        string="Text of the Consent",
        translate=True,
        help="Shown beside the checkbox in the cart and at checkout. Empty: a text "
        "that suits most shops.",
    )
    cart_double_opt_in = fields.Selection(
        string="Consent Confirmed by Email",
        selection=CART_DOUBLE_OPT_IN_RULES,
        default="guests",
        required=True,
        help="The consent of these customers is valid once they confirm it with "
        "the button in an email. An objection by the link of an email is "
        "revoked in the same way, or by customers who are signed in with the "
        "address.",
    )
    cart_notice_text = fields.Text(
        string="Notice of the Right to Object",
        translate=True,
        help="Shown where customers enter their address, if customers who bought "
        "before are reminded without consent. Empty: a text that suits most "
        "shops.",
    )
    cart_reminder_pause = fields.Float(
        string="Hours Between Reminders",
        default=12.0,
        help="Customers receive at most one reminder within these hours, even if "
        "they have several carts.",
    )
    cart_quiet_from = fields.Float(
        string="Quiet Hours From",
        default=22.0,
        help="No reminders are sent from this time of day on (customer's local time).",
    )
    cart_quiet_to = fields.Float(
        string="Quiet Hours To",
        default=7.0,
        help="Reminders are sent from this time of day on. Same as the start: at "
        "any time.",
    )
    cart_recovery_days = fields.Integer(
        string="Recovery Period (Days)",
        default=7,
        help="Orders placed within this period after a reminder's link was opened "
        "count as recovered.",
    )
    cart_retention_days = fields.Integer(
        string="Empty Carts After",
        default=90,
        help="Days after which an untouched cart is emptied and anonymized. Carts "
        "with payments are kept. 0 = never.",
    )

    _cart_hours_possible = models.Constraint(
        "CHECK(cart_reminder_pause BETWEEN 0 AND 720 "
        "AND cart_quiet_from >= 0 AND cart_quiet_from < 24 "
        "AND cart_quiet_to >= 0 AND cart_quiet_to < 24)",
        "Enter 0 to 720 hours between reminders, and times of day as quiet hours.",
    )
    _cart_days_possible = models.Constraint(
        "CHECK(cart_recovery_days BETWEEN 0 AND 3650 "
        "AND cart_retention_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("cart_recovery_mail_template_id", "cart_payment_failed_template_id")
    def _check_cart_templates(self):
        ensure_template_of(self, "cart_recovery_mail_template_id", "sale.order")
        ensure_template_of(self, "cart_payment_failed_template_id", "sale.order")

    @api.constrains("cart_abandoned_delay")
    def _check_cart_abandoned_delay(self):
        if any(not 0 <= it.cart_abandoned_delay <= MOST_DELAY for it in self):
            raise ValidationError(
                self.env["ecommerce.cart.reminder"]._get_delay_message()
            )

    # === DEFAULT METHODS === #

    @api.model
    def _get_default_cart_template(self):
        return (
            self.env.ref(
                "ecommerce_order_flow.mail_template_cart_reminder_first",
                raise_if_not_found=False,
            )
            or self._get_odoo_cart_template()
        )

    @api.model
    def _get_odoo_cart_template(self):
        return self.env.ref(
            "website_sale.mail_template_sale_cart_recovery", raise_if_not_found=False
        )

    @api.model
    def _get_default_payment_failed_template(self):
        return self.env.ref(
            "ecommerce_order_flow.mail_template_cart_payment_failed",
            raise_if_not_found=False,
        )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `website_sale` to create the reminders of new websites."""
        websites = super().create(vals_list)
        # In sudo mode because whoever creates websites may not create reminders.
        self.env["ecommerce.cart.reminder"].sudo()._create_missing_series()
        return websites

    def write(self, vals):
        """Override of `website` to reschedule the carts' reminders."""
        result = super().write(vals)
        if REMINDER_FIELDS & set(vals):
            self._schedule_cart_reminders()
        return result

    # === CART REMINDERS === #

    @api.model
    def _send_abandoned_cart_email(self):  # pylint: disable=missing-return
        """Override of `website_sale` to leave reminders to the automation.

        Otherwise customers would get two.
        """
        self.env["ecommerce.automation"]._trigger("remind_cart")

    @ormcache("self.id")
    def _get_reminder_series(self):
        """Return the reminders that are on: id, since when, and hours after a change.

        Also works on an empty recordset. It is read whenever a cart changes.
        """
        # In sudo mode because customers can't read the reminders.
        return tuple(
            (reminder.id, reminder.active_since, reminder.delay_hours)
            for reminder in self.sudo().cart_reminder_ids
            if reminder.active_since
        )

    def _adopt_ready_series(self):
        """Use the default series' first reminder, unless Odoo's own is configured."""
        self.ensure_one()
        self.cart_payment_failed_template_id = (
            self._get_default_payment_failed_template()
        )
        if self.send_abandoned_cart_email or self.cart_abandoned_delay != ODOO_DELAY:
            return
        self.cart_abandoned_delay = LEAST_DELAY
        template = self.cart_recovery_mail_template_id
        if not template or template == self._get_odoo_cart_template():
            self.cart_recovery_mail_template_id = self._get_default_cart_template()

    def _get_cart_template(self):
        """Return the template of the first reminder."""
        self.ensure_one()
        return self.cart_recovery_mail_template_id or self._get_odoo_cart_template()

    def _get_cart_consent_text(self):
        """Return the consent text in the current language."""
        self.ensure_one()
        return self.cart_consent_text or self.env._(
            "Yes, remind me by email if I do not complete my purchase. I can withdraw "
            "this consent at any time, for example by the link in each email."
        )

    def _get_cart_notice_text(self):
        """Return the notice for customers who may be reminded without consent."""
        self.ensure_one()
        return self.cart_notice_text or self.env._(
            "If you bought from us before, we may remind you of your cart by email. "
            "You can object at any time, for example by the link in each email, at no "
            "cost other than that of sending your message."
        )

    def _has_cart_notice(self):
        """Return whether customers may be reminded without consent."""
        self.ensure_one()
        return self.cart_consent in ("consent_or_customer", "everyone") and any(
            self.cart_reminder_ids.mapped("is_on")
        )

    def _get_end_of_quiet_hours(self, now):
        """Return the end of the quiet hours, or None if it isn't quiet.

        :param datetime now: The time in the customer's time zone.
        """
        self.ensure_one()
        start, end = self.cart_quiet_from, self.cart_quiet_to
        hour = now.hour + now.minute / 60
        is_quiet = start <= hour < end if start < end else hour >= start or hour < end
        if start == end or not is_quiet:
            return None
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        next_end = midnight + timedelta(hours=end)
        return next_end if next_end > now else next_end + timedelta(days=1)

    def _schedule_cart_reminders(self):
        """Reschedule the check of the websites' carts."""
        # In sudo mode because whoever sets up websites may not see their carts.
        Order = self.env["sale.order"].sudo()
        carts = Order.search(
            [
                ("website_id", "in", self.ids),
                ("state", "=", "draft"),
                ("cart_activity_at", ">", fields.Datetime.now() - LONGEST_SERIES),
            ]
        )
        self.env.add_to_compute(Order._fields["next_reminder_at"], carts)
