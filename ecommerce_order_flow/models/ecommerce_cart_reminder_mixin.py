import pytz

from odoo import api, fields, models
from odoo.fields import Domain


class EcommerceCartReminderMixin(models.AbstractModel):
    """Customers are reminded of the carts that they left behind."""

    _name = "ecommerce.cart.reminder.mixin"
    _description = "Reminders of Carts"

    cart_activity_on = fields.Datetime(
        string="Last Cart Activity",
        readonly=True,
        copy=False,
        help="When the customer last changed the cart, or tried to pay it.",
    )
    next_reminder_on = fields.Datetime(
        string="Next Reminder",
        compute="_compute_next_reminder_on",
        store=True,
        index="btree_not_null",
        help="When it is looked at whether the customer gets a reminder.",
    )
    cart_reminder_mail_ids = fields.One2many(
        "ecommerce.cart.reminder.mail", "order_id", string="Reminders"
    )
    cart_source_id = fields.Many2one(
        "ecommerce.cart.reminder.mail",
        string="Recovered by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The reminder through which the customer last came back.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "state",
        "cart_activity_on",
        "cart_reminder_mail_ids.check_again_on",
    )
    def _compute_next_reminder_on(self):
        for order in self:
            times = order._get_reminder_times().values()
            order.next_reminder_on = min(times, default=False)

    # === BUSINESS METHODS - ACTIVITY === #

    def _note_cart_activity(self):
        """Note that the customer was active: the series of reminders begins anew."""
        carts = self.filtered(lambda order: order.website_id and order.state == "draft")
        carts.write(
            {
                "cart_activity_on": fields.Datetime.now(),
                "cart_recovery_email_sent": False,
            }
        )

    # === BUSINESS METHODS - WHAT IS DUE === #

    def _get_reminder_times(self):
        """Return when the cart is looked at for each reminder that isn't settled."""
        self.ensure_one()
        if self.state != "draft" or not self.cart_activity_on:
            return {}
        rows = self.cart_reminder_mail_ids.filtered(
            lambda row: row.activity_on == self.cart_activity_on
        )
        row_by_reminder = rows.grouped("reminder_id")
        times = {}
        for reminder in self.website_id.cart_reminder_ids:
            row = row_by_reminder.get(reminder)
            time = reminder._get_due_time(self)
            if time and row:
                time = row.check_again_on
            if time:
                times[reminder] = time
        return times

    def _get_due_reminders(self):
        """Return the reminders that are due, the last of the series at the end."""
        now = fields.Datetime.now()
        return [
            reminder
            for reminder, time in self._get_reminder_times().items()
            if time <= now
        ]

    def _get_last_payment(self):
        """Return the last payment that the customer tried."""
        return self.transaction_ids.filtered(lambda tx: tx.state != "draft").sorted(
            "id"
        )[-1:]

    def _is_of_unknown_visitor(self):
        """Return whether nobody signed in or said who they are."""
        self.ensure_one()
        return self.partner_id == self.website_id.user_id.partner_id

    def _has_something_to_buy(self):
        """Return whether the customer can buy something of the cart now."""
        return any(line._can_be_bought_now() for line in self.order_line)

    def _get_cart_amount(self):
        """Return what the goods cost, in the currency of the company."""
        return self.currency_id._convert(
            self._get_amount_total_excluding_delivery(),
            self.company_id.currency_id,
            self.company_id,
            fields.Date.context_today(self),
        )

    def _get_customer_timezone(self):
        """Return the customer's time zone: the contact's, the country's, the shop's."""
        partner = self.partner_id
        zones = pytz.country_timezones.get(partner.country_id.code or "", [])
        return (
            partner.tz
            or next(iter(zones), None)
            or self.company_id.partner_id.tz
            or "UTC"
        )

    # === AUTOMATION: REMIND OF CARTS === #

    @api.model
    def _flow_remind_cart_domain(self):
        """Return the carts for which it is time to look whether a reminder is due."""
        websites = self.env["website"].search([("cart_consent", "!=", "nobody")])
        return (
            Domain("next_reminder_on", "<=", fields.Datetime.now())
            & Domain("state", "=", "draft")
            & Domain("website_id", "in", websites.ids)
        )

    def _flow_remind_cart(self):
        plans = self.env["ecommerce.cart.check"]._plan(self)
        rows = self.env["ecommerce.cart.reminder.mail"]._note(plans)
        to_send = rows.filtered("sent_on")
        for cart in to_send.order_id:
            cart._portal_ensure_token()
        to_send._queue()
        to_send.order_id.cart_recovery_email_sent = True
        if to_send:
            self._wake_mail_queue()
        # Also of carts for which nothing is due: the series may have changed.
        self.env.add_to_compute(self._fields["next_reminder_on"], self)

    @api.model
    def _flow_remind_cart_preview(self):
        """List who would get which mail now and who not, and why."""
        websites = self.env["website"].search(
            [("company_id", "in", self.env.companies.ids)]
        )
        return self.env["ecommerce.cart.reminder.preview"]._action_show(websites)

    # === WHAT THE MAIL SHOWS === #

    def _get_cart_reminder_url(self):
        """Return the link that brings the cart back, on any device."""
        self.ensure_one()
        mails = self._get_cart_mails()
        # What comes of a test counts for no reminder.
        row = "" if mails is None else f"&reminder={mails.get(self.id) or 'test'}"
        return (
            f"{self.get_base_url()}/shop/cart?id={self.id}"
            f"&access_token={self.access_token}{row}"
        )

    def _get_cart_opt_out_url(self, path="stop"):
        """Return the link by which whoever gets the mail objects to reminders."""
        self.ensure_one()
        mails = self._get_cart_mails()
        is_test = mails is not None and not mails.get(self.id)
        reader = self.env.user.partner_id if is_test else self.partner_id
        token = self.env["ecommerce.cart.consent"]._get_token(
            self.website_id, reader.email_normalized
        )
        return f"{self.get_base_url()}/shop/reminders/{path}?token={token}"

    @api.model
    def _get_cart_mails(self):
        """Return the rows for which mails are being made, by cart."""
        return self.env.context.get("ecommerce_order_flow_cart_mails")

    def _get_cart_lines_for_mail(self):
        """Return what the mail shows of the cart: lines, with today's prices."""
        self.ensure_one()
        return [
            {
                "line": line,
                "image_url": f"{self.get_base_url()}/web/image/product.product/"
                f"{line.product_id.id}/image_256",
                "price": self._format_money(line._get_todays_price()),
                "can_be_bought": line._can_be_bought_now(),
            }
            for line in self.website_order_line
        ]
