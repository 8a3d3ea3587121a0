from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.const import MAIL_STATUSES
from ..engine.guard import write_guarded
from .const import CART_SKIP_REASONS
from .ecommerce_cart_check import FINAL_REASONS

# How long an email that failed is retried.
WORTH_SENDING = relativedelta(days=2)


class EcommerceCartReminderMail(models.Model):
    """The outcome of a reminder for a state of the cart: sent, or the reason.

    The row is created with the email in one transaction, and is unique.
    """

    _name = "ecommerce.cart.reminder.mail"
    _description = "Cart Reminder to a Customer"
    _order = "id desc"
    _rec_name = "reminder_id"

    order_id = fields.Many2one(
        "sale.order",
        string="Cart",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    reminder_id = fields.Many2one(
        "ecommerce.cart.reminder", required=True, readonly=True, ondelete="cascade"
    )
    website_id = fields.Many2one(
        "website", readonly=True, required=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", readonly=True, required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    activity_at = fields.Datetime(
        string="Abandoned On",
        readonly=True,
        required=True,
        help="When the customer had last changed the cart.",
    )
    email = fields.Char(
        string="Email Address",
        readonly=True,
        index="btree_not_null",
        help="Where the email was sent. Deleted together with the cart.",
    )
    is_payment_failed = fields.Boolean(string="Payment Failed", readonly=True)
    sent_at = fields.Datetime(string="Sent at", readonly=True)
    mail_id = fields.Many2one(
        "mail.mail",
        string="Email",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    status = fields.Selection(
        selection=MAIL_STATUSES, compute="_compute_status", compute_sudo=True
    )
    skip_reason = fields.Selection(selection=CART_SKIP_REASONS, readonly=True)
    check_again_at = fields.Datetime(
        string="Next Check",
        readonly=True,
        help="The reason for skipping may no longer apply then.",
    )

    # Results
    opened_at = fields.Datetime(
        string="Link Opened", readonly=True, help="When the customer first came back."
    )
    recovered_order_ids = fields.One2many("sale.order", "cart_source_id")
    recovered_at = fields.Datetime(
        string="Ordered at", compute="_compute_recovery", store=True
    )
    recovered_amount = fields.Monetary(
        string="Recovered Revenue", compute="_compute_recovery", store=True
    )
    sent_count = fields.Integer(string="Sent", compute="_compute_counts", store=True)
    opened_count = fields.Integer(
        string="Opened", compute="_compute_counts", store=True
    )
    recovered_count = fields.Integer(
        string="Ordered", compute="_compute_counts", store=True
    )

    _once = models.UniqueIndex(
        "(order_id, reminder_id, activity_at)",
        "The customer has already received this reminder.",
    )

    # === COMPUTE METHODS === #

    @api.depends("sent_at", "mail_id.state")
    def _compute_status(self):
        for row in self:
            row.status = row._get_status()

    def _get_status(self):
        """Return the status of the email; emails sent may be deleted."""
        if not self.sent_at:
            return "none"
        if self.mail_id.state in ("exception", "cancel"):
            return "failed"
        return "queued" if self.mail_id.state == "outgoing" else "sent"

    @api.depends("opened_at", "recovered_order_ids.state")
    def _compute_recovery(self):
        for row in self:
            orders = row._get_recovered_orders() if row.opened_at else []
            row.recovered_at = orders and min(orders.mapped("date_order"))
            row.recovered_amount = sum(
                order.currency_id._convert(
                    order.amount_total,
                    row.company_id.currency_id,
                    row.company_id,
                    order.date_order,
                )
                for order in orders
            )

    def _get_recovered_orders(self):
        """Return the orders placed within the website's days after opening the link."""
        latest = self.opened_at + relativedelta(days=self.website_id.cart_recovery_days)
        return self.recovered_order_ids.filtered(
            lambda order: order.state == "sale" and order.date_order <= latest
        )

    @api.depends("sent_at", "opened_at", "recovered_at")
    def _compute_counts(self):
        for row in self:
            row.sent_count = bool(row.sent_at)
            row.opened_count = bool(row.opened_at)
            row.recovered_count = bool(row.recovered_at)

    # === BUSINESS METHODS - SEND === #

    @api.model
    def _note(self, plans):
        """Record the outcome of reminders.

        :param plans: The plans of `ecommerce.cart.check`.
        :return: The rows, in the order of the plans.
        """
        rows_by_key = self._find_rows(plans)
        missing = []
        for plan in plans:
            if row := rows_by_key.get(plan.key):
                row._note_outcome(plan)
            else:
                missing.append(plan)
        created = self.create([self._prepare_vals(plan) for plan in missing])
        rows_by_key.update(
            (plan.key, row) for plan, row in zip(missing, created, strict=True)
        )
        return self.union(*(rows_by_key[plan.key] for plan in plans))

    def _note_outcome(self, plan):
        """Record the outcome of a reminder that was checked before."""
        if plan.reason in FINAL_REASONS:  # The former reason is more telling.
            self.check_again_at = False
        else:
            self.write(self._prepare_outcome_vals(plan))

    @api.model
    def _find_rows(self, plans):
        rows = self.search(
            [
                ("order_id", "in", [plan.cart.id for plan in plans]),
                ("reminder_id", "in", [plan.reminder.id for plan in plans]),
            ]
        )
        return {(row.order_id, row.reminder_id, row.activity_at): row for row in rows}

    @api.model
    def _prepare_vals(self, plan):
        return {
            "order_id": plan.cart.id,
            "reminder_id": plan.reminder.id,
            "website_id": plan.cart.website_id.id,
            "company_id": plan.cart.company_id.id,
            "activity_at": plan.cart.cart_activity_at,
            **self._prepare_outcome_vals(plan),
        }

    @api.model
    def _prepare_outcome_vals(self, plan):
        if plan.reason:
            return {"skip_reason": plan.reason, "check_again_at": plan.check_again_at}
        return {
            "skip_reason": False,
            "check_again_at": False,
            "sent_at": fields.Datetime.now(),
            "email": plan.cart.partner_id.email_normalized,
            "is_payment_failed": plan.is_payment_failed,
        }

    @api.model
    def _remind(self, plans):
        """Record the outcome of reminders, and send the permitted ones."""
        to_send = self._note(plans).filtered("sent_at")
        for cart in to_send.order_id:
            cart._portal_ensure_token()
        to_send._queue()
        to_send.order_id.cart_recovery_email_sent = True
        if to_send:
            self.env["ecommerce.automation"]._trigger_mail_queue()

    def _queue(self):
        """Queue the emails, which Odoo sends after the commit."""
        for template, rows in self.grouped(lambda row: row._get_template()).items():
            carts = rows.order_id
            mails = template.with_context(
                ecommerce_order_flow_cart_mails={
                    row.order_id.id: row.id for row in rows
                }
            ).send_mail_batch(carts.ids)
            row_by_cart = rows.grouped("order_id")
            for cart, mail in zip(carts, mails, strict=True):
                row_by_cart[cart].mail_id = mail

    def _get_template(self):
        """Return the email template.

        :raise UserError: If there is none.
        """
        template = self._find_template()
        if not template:
            raise UserError(
                self.env._(
                    "The reminder %(reminder)s has no email template: choose one.",
                    reminder=self.reminder_id.name,
                )
            )
        return template

    def _find_template(self):
        """Return the email template, if there is one."""
        failed_template = self.website_id.cart_payment_failed_template_id
        if self.is_payment_failed and failed_template:
            return failed_template
        return self.reminder_id.template_id

    @api.model
    def _look_again_at_carts(self, partners):
        """Recheck carts whose reminder was skipped for lack of an address."""
        rows = self.search(
            [
                ("skip_reason", "=", "no_address"),
                ("order_id.partner_id", "in", partners.ids),
                ("order_id.state", "=", "draft"),
            ]
        )
        rows.check_again_at = fields.Datetime.now()

    # === BUSINESS METHODS - LINK === #

    def _note_opening(self):
        """Record that the link was opened; the cart's order counts for this email.

        Of several emails, only the one whose link was opened last counts.
        """
        for row in self:
            row.opened_at = row.opened_at or fields.Datetime.now()
            write_guarded(row.order_id, {"cart_source_id": row.id})

    # === AUTOMATION: SEND FAILED REMINDERS AGAIN === #

    @api.model
    def _flow_deliver_reminder_domain(self):
        """Return the domain of the failed reminders that are still recent."""
        return Domain("mail_id.state", "=", "exception") & Domain(
            "sent_at", ">", fields.Datetime.now() - WORTH_SENDING
        )

    def _flow_deliver_reminder(self):
        """Send the email again, unless a reason against it has arisen.

        :raise UserError: If it still can't be sent.
        """
        for row in self:
            plan = self.env["ecommerce.cart.check"]._judge_refused(
                row.order_id, row.reminder_id
            )
            if plan.reason:
                row._withdraw(plan.reason)
                continue
            mail = row.mail_id
            mail.mark_outgoing()
            mail.send()
            if mail.exists() and mail.state == "exception":
                raise UserError(
                    self.env._(
                        "The reminder of the cart %(cart)s could not be sent: "
                        "%(reason)s",
                        cart=row.order_id.name,
                        reason=mail.failure_reason or mail.failure_type or "",
                    )
                )

    def _withdraw(self, reason):
        """Delete an email that was never sent, and record the reason."""
        self.mail_id.unlink()
        self.write({"sent_at": False, "skip_reason": reason})

    def _find_flow_order(self):
        return self.order_id
