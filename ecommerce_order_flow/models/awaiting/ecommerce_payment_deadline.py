from odoo import api, fields, models
from odoo.tools import format_date, format_datetime


class EcommercePaymentDeadline(models.AbstractModel):
    """Says until when orders wait for their payment, and what waits with them."""

    _name = "ecommerce.payment.deadline"
    _description = "Deadlines of Payments"

    @api.model
    def _get_due_on(self, order):
        """Return the day of the deadline where the company is."""
        calendar = order.company_id.resource_calendar_id
        return order.payment_due_at and calendar._get_day(order.payment_due_at)

    @api.model
    def _format_due_on(self, order):
        """Return the deadline as the reader's language writes it; empty without one.

        It is a day, unless customers have some hours.
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
        """Return whether the order was confirmed, and its delivery waits for money."""
        if order.state != "sale" or order.waiting_policy != "confirm":
            return False
        kept = order.amount_received - order.amount_refunded
        required = self.env["ecommerce.order.facts"]._get_required_amount(order)
        missing = min(required, order.amount_owed + kept) - kept
        return order.currency_id.compare_amounts(missing, order.amount_authorized) > 0

    @api.model
    def _explain_held_delivery(self, order):
        """Return that the order's delivery waits for its payment, if it does."""
        return self._holds_delivery(order) and self.env._(
            "%(amount)s are not paid, and the order was accepted to be delivered when "
            "they are.",
            amount=order._format_money(order.amount_owed),
        )
