from odoo import api, fields, models
from odoo.tools import format_date, format_datetime

from ..engine.guard import write_guarded


class EcommercePaymentDeadline(models.AbstractModel):
    """Payment deadlines, and deliveries held until the payment."""

    _name = "ecommerce.payment.deadline"
    _description = "Payment Deadlines"

    @api.model
    def _get_due_on(self, order):
        """Return the date of the deadline in the company's time zone."""
        calendar = order.company_id.resource_calendar_id
        return order.payment_due_at and calendar._get_day(order.payment_due_at)

    @api.model
    def _compute_days(self, orders):
        """Set the dates of the deadlines in the company's time zone."""
        for order in orders:
            order.payment_due_on = self._get_due_on(order)

    @api.model
    def _inverse_days(self, orders):
        """Set the deadlines to the end of the dates that users entered."""
        for order in orders:
            day, calendar = order.payment_due_on, order.company_id.resource_calendar_id
            if day != self._get_due_on(order):
                end = day and calendar._get_end_of_day(day)
                write_guarded(order, {"payment_due_at": end})

    @api.model
    def _format_due_on(self, order):
        """Return the deadline formatted for the reader; empty without a deadline.

        It is a date, or a date and time if the period is in hours.
        """
        day = self._get_due_on(order)
        if not day:
            return ""
        # In sudo mode because customers can't read transactions.
        expected = self.env["ecommerce.offline.payment"]._get_expected(order.sudo())
        if expected[-1:].provider_id.payment_period_unit != "hours":
            return format_date(self.env, day)
        zone = order.company_id.resource_calendar_id.tz or "UTC"
        return format_datetime(
            self.env, order.payment_due_at, tz=zone, dt_format="short"
        )

    @api.model
    def _is_over(self, order):
        return order.payment_due_at and order.payment_due_at < fields.Datetime.now()

    @api.model
    def _holds_delivery(self, order):
        """Return whether the order's delivery is held until the payment."""
        if order.state != "sale" or order.waiting_policy != "confirm":
            return False
        facts = self.env["ecommerce.order.facts"]
        kept = facts._get_kept_amount(order)
        required = facts._get_required_amount(order)
        missing = min(required, order.amount_owed + kept) - kept
        return order.currency_id.compare_amounts(missing, order.amount_authorized) > 0

    @api.model
    def _explain_held_delivery(self, order):
        """Return a sentence if the order's delivery is held until the payment."""
        return self._holds_delivery(order) and self.env._(
            "%(amount)s are not paid yet. The order will be delivered once it is paid.",
            amount=order._format_money(order.amount_owed),
        )
