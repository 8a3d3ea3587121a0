from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools.mail import email_normalize_all

from .const import CART_SKIP_REASONS

# Later reminders are useless: the customer probably bought elsewhere.
MOST_LATE = relativedelta(days=2)
# Reasons may disappear: products are back in stock, or the customer agreed.
LOOK_AGAIN_AFTER = relativedelta(hours=1)
# Reasons that don't disappear with time.
FINAL_REASONS = ("superseded", "too_late", "manual", "no_address")
# Reasons that don't apply if a user decides when to send a reminder.
DECIDED_BY_PERSON = (
    "too_late",
    "manual",
    "newer_cart",
    "low_amount",
    "quiet_hours",
)
# Reasons that don't apply to an email refused by the mail server.
SETTLED_FOR_REFUSED = ("too_late", "manual", "pause")
# States of a payment that is pending or done.
LIVE_STATES = ("pending", "authorized", "done")


@dataclass
class CartPlan:
    """A reminder to send or to skip."""

    cart: models.BaseModel
    reminder: models.BaseModel
    reason: str | bool = False
    check_again_at: datetime | bool = False
    is_payment_failed: bool = False
    history: object = None  # history of the customers of all plans, read once

    @property
    def key(self):
        """The unique key of the plan's row."""
        return self.cart, self.reminder, self.cart.cart_activity_at

    @property
    def email(self):
        """The recipient's address."""
        return self.cart.partner_id.email_normalized

    @property
    def emails(self):
        """All addresses of the customer."""
        return email_normalize_all(self.cart.partner_id.email)


class EcommerceCartCheck(models.AbstractModel):
    """Checks which cart reminders are sent or skipped now, and why.

    Each reason has a method ``_find_<reason>`` that returns the plans it applies to:
    add one for another rule. They are called once for all carts.
    """

    _name = "ecommerce.cart.check"
    _description = "Cart Reminder Rules"

    @api.model
    def _plan(self, carts):
        """Return the plans of the due reminders of a company's carts.

        :rtype: list[CartPlan]
        """
        superseded, plans = [], []
        for cart in carts:
            if due := cart._get_due_reminders():
                superseded += [CartPlan(cart, reminder) for reminder in due[:-1]]
                plans.append(self._make_plan(cart, due[-1]))
        self._refuse(superseded, "superseded")
        self._judge(plans)
        return superseded + plans

    @api.model
    def _preview(self, carts):
        """Return the plans of each cart's next reminder, as if it were sent now."""
        now, plans = fields.Datetime.now(), []
        for cart in carts:
            reminders = list(cart._get_reminder_times())
            due = [r for r in reminders if r._get_due_time(cart) <= now]
            if reminders:
                plans.append(self._make_plan(cart, due[-1] if due else reminders[0]))
        self._judge(plans)
        return plans

    @api.model
    def _plan_manually(self, carts):
        """Return the plans of reminders that a user sends now."""
        plans = [
            self._make_plan(cart, cart.website_id.cart_reminder_ids[:1])
            for cart in carts
        ]
        self._judge(plans, leave_out=DECIDED_BY_PERSON)
        return plans

    @api.model
    def _judge_refused(self, cart, reminder):
        """Return the plan of a reminder that the mail server refused."""
        plan = self._make_plan(cart, reminder)
        if cart.state == "draft":
            self._judge([plan], leave_out=SETTLED_FOR_REFUSED)
        else:
            self._refuse([plan], "bought")
        return plan

    @api.model
    def _make_plan(self, cart, reminder):
        has_failed = cart._get_last_payment().state == "error"
        return CartPlan(cart, reminder, is_payment_failed=has_failed)

    @api.model
    def _judge(self, plans, leave_out=()):
        """Set the skip reason on the plans.

        :param leave_out: Reasons to disregard.
        """
        for reason in self._get_reasons():
            if plans and reason not in leave_out:
                self._refuse(getattr(self, f"_find_{reason}")(plans), reason)
                plans = [plan for plan in plans if not plan.reason]

    @api.model
    def _get_reasons(self):
        return [
            reason for reason, _label in CART_SKIP_REASONS if reason != "superseded"
        ]

    @api.model
    def _refuse(self, plans, reason):
        for plan in plans:
            plan.reason = reason
            if reason not in FINAL_REASONS:
                plan.check_again_at = (
                    plan.check_again_at or fields.Datetime.now() + LOOK_AGAIN_AFTER
                )

    # === THE REMINDER === #

    @api.model
    def _find_too_late(self, plans):
        earliest = fields.Datetime.now() - MOST_LATE
        return [
            plan for plan in plans if plan.reminder._get_due_time(plan.cart) < earliest
        ]

    @api.model
    def _find_manual(self, plans):
        return [
            plan
            for plan in plans
            if plan.reminder.is_first and plan.cart.cart_recovery_email_sent
        ]

    # === THE CART === #

    @api.model
    def _find_paying(self, plans):
        return [
            plan for plan in plans if plan.cart._get_last_payment().state in LIVE_STATES
        ]

    @api.model
    def _find_nothing_to_buy(self, plans):
        return [plan for plan in plans if not self._has_something_to_buy(plan.cart)]

    @api.model
    def _find_low_amount(self, plans):
        return [
            plan
            for plan in plans
            if plan.reminder.minimum_amount
            and self._get_cart_amount(plan.cart) < plan.reminder.minimum_amount
        ]

    @api.model
    def _has_something_to_buy(self, cart):
        """Return whether any product of the cart can be bought now."""
        return any(line._can_be_bought_now() for line in cart.order_line)

    @api.model
    def _get_cart_amount(self, cart):
        """Return the price of the products in the company's currency."""
        return cart.currency_id._convert(
            cart._get_amount_total_excluding_delivery(),
            cart.company_id.currency_id,
            cart.company_id,
            fields.Date.context_today(cart),
        )

    # === THE TIME === #

    @api.model
    def _find_pause(self, plans):
        """Return the plans whose customer got a reminder within the website's pause."""
        rows = self.env["ecommerce.cart.reminder.mail"].search_fetch(
            [
                ("company_id", "=", plans[0].cart.company_id.id),
                ("email", "in", self._get_emails(plans)),
                ("sent_at", "!=", False),
            ],
            ["email", "sent_at"],
            order="sent_at",
        )
        last_by_email = {row.email: row.sent_at for row in rows}
        return [plan for plan in plans if self._is_in_pause(plan, last_by_email)]

    @api.model
    def _is_in_pause(self, plan, last_by_email):
        last = last_by_email.get(plan.email)
        pause = relativedelta(hours=plan.cart.website_id.cart_reminder_pause)
        if not last or last + pause <= fields.Datetime.now():
            return False
        plan.check_again_at = last + pause
        return True
