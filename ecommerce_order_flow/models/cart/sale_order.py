from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.guard import write_guarded


class SaleOrder(models.Model):
    _inherit = "sale.order"

    cart_activity_at = fields.Datetime(
        string="Last Cart Activity",
        readonly=True,
        copy=False,
        help="When the customer last changed the cart, or tried to pay it.",
    )
    next_reminder_at = fields.Datetime(
        string="Next Reminder",
        compute="_compute_next_reminder_at",
        store=True,
        index="btree_not_null",
        help="When it is checked whether the customer receives a reminder.",
    )
    cart_reminder_mail_ids = fields.One2many(
        "ecommerce.cart.reminder.mail", "order_id", string="Reminders", is_rare=True
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
        "cart_activity_at",
        "cart_reminder_mail_ids.check_again_at",
    )
    def _compute_next_reminder_at(self):
        for order in self:
            times = order._get_reminder_times().values()
            order.next_reminder_at = min(times, default=False)

    # === CRUD METHODS === #

    @api.model
    def _prepare_create_values(self, vals_list):
        """Override of `base` to record the creation of carts as activity."""
        return super()._prepare_create_values(
            [
                {
                    "cart_activity_at": vals.get("date_order") or fields.Datetime.now(),
                    **vals,
                }
                if vals.get("website_id")
                else vals
                for vals in vals_list
            ]
        )

    # === ACTION METHODS === #

    def action_recovery_email_send(self):
        """Override of `website_sale` to skip customers who must not be reminded.

        The email is sent like by the automation: its template, with a link to object.
        """
        if not all(order.website_id for order in self):
            return super().action_recovery_email_send()
        return self.env["ecommerce.bulk.run"]._start("remind", self)

    def _cart_recovery_email_send(self):  # pylint: disable=missing-return
        """Override of `website_sale` to treat automation rules like users."""
        carts = self.filtered("website_id")
        super(SaleOrder, self - carts)._cart_recovery_email_send()
        self.env["ecommerce.bulk.run"]._remind(carts)

    # === CART ACTIVITY === #

    def _cart_add(self, product_id, quantity=1.0, **kwargs):
        """Override of `website_sale` to record the activity."""
        result = super()._cart_add(product_id, quantity, **kwargs)
        self._note_cart_activity()
        return result

    def _cart_update_line_quantity(self, line_id, quantity, **kwargs):
        """Override of `website_sale` to record the activity."""
        result = super()._cart_update_line_quantity(line_id, quantity, **kwargs)
        self._note_cart_activity()
        return result

    def _update_address(self, partner_id, fnames=None):
        """Override of `website_sale` to record changes of the address as activity.

        Odoo also calls it for page views, which are no activity.
        """
        before = [self[name].id for name in fnames or ()]
        result = super()._update_address(partner_id, fnames)
        if [self[name].id for name in fnames or ()] != before:
            self._note_cart_activity()
        return result

    def _note_cart_activity(self):
        """Record the customer's activity, which restarts the series of reminders."""
        carts = self.filtered(lambda order: order.website_id and order.state == "draft")
        carts.cart_recovery_email_sent = False
        write_guarded(carts, {"cart_activity_at": fields.Datetime.now()})

    # === WHAT IS DUE === #

    def _get_reminder_times(self):
        """Return when the cart is checked for each unsettled reminder."""
        self.ensure_one()
        if self.state != "draft" or not self.cart_activity_at:
            return {}
        times = {
            reminder_id: self.cart_activity_at + relativedelta(hours=hours)
            for reminder_id, since, hours in self.website_id._get_reminder_series()
            if self.cart_activity_at >= since
        }
        # Otherwise nothing is read for shops that don't remind.
        for row in self.cart_reminder_mail_ids if times else ():
            if row.activity_at == self.cart_activity_at and row.reminder_id.id in times:
                times[row.reminder_id.id] = row.check_again_at
        reminders = self.env["ecommerce.cart.reminder"]
        return {reminders.browse(key): time for key, time in times.items() if time}

    def _get_due_reminders(self):
        """Return the due reminders in the order of the series."""
        now = fields.Datetime.now()
        return [
            reminder
            for reminder, time in self._get_reminder_times().items()
            if time <= now
        ]

    def _get_last_payment(self):
        """Return the last payment attempt."""
        return self.transaction_ids.filtered(lambda tx: tx.state != "draft").sorted(
            "id"
        )[-1:]

    def _get_todays_pricelist(self):
        """Return the cart's pricelist, or the customer's if that one has ended."""
        self.ensure_one()
        pricelist = self.pricelist_id
        places = (self.env["website"], self.website_id)
        if not pricelist or (pricelist.active and pricelist.website_id in places):
            return pricelist
        customer = self.partner_id.with_company(self.company_id)
        return customer.with_context(website_id=self.website_id.id)[
            "property_product_pricelist"
        ]

    def _is_of_unknown_visitor(self):
        """Return whether the visitor is anonymous."""
        self.ensure_one()
        return self.partner_id == self.website_id.user_id.partner_id

    # === AUTOMATION: REMIND OF CARTS === #

    @api.model
    def _flow_remind_cart_domain(self):
        """Return the domain of the carts to check for due reminders."""
        websites = self.env["website"].search([("cart_consent", "!=", "nobody")])
        return (
            Domain("next_reminder_at", "<=", fields.Datetime.now())
            & Domain("state", "=", "draft")
            & Domain("website_id", "in", websites.ids)
        )

    def _flow_remind_cart(self):
        plans = self.env["ecommerce.cart.check"]._plan(self)
        self.env["ecommerce.cart.reminder.mail"]._remind(plans)
        # Also for carts without due reminders, because the series may have changed.
        self.env.add_to_compute(self._fields["next_reminder_at"], self)

    @api.model
    def _flow_remind_cart_preview(self):
        """List the emails to be sent now, those skipped, and the reasons."""
        websites = self.env["website"].search(
            [("company_id", "in", self.env.companies.ids)]
        )
        return self.env["ecommerce.cart.reminder.preview"]._action_show(websites)
