from datetime import datetime, time, timedelta

from pytz import UTC

from odoo import api, fields, models
from odoo.fields import Domain

from .const import RECEIPTS

# Notifications that must precede a reminder.
FIRST_MAILS = (*RECEIPTS, "confirmation")
# Reminders before and after the deadline.
BEFORE, AFTER = 0, 1
# Time of day of the reminders, in the company's time zone.
HOUR = 9
# Days within which a reminder that could not be sent is sent late.
DAYS_WORTH_SENDING = 2


class EcommercePaymentReminder(models.AbstractModel):
    """Payment reminders before and after the deadline, one each.

    The days are those in the current settings of the payment provider. Orders placed or
    first notified on the day of a reminder, or later, are skipped.
    """

    _name = "ecommerce.payment.reminder"
    _description = "Payment Reminders"

    @api.model
    def _get_due_rounds(self, order):
        """Return the reminders due now for an order."""
        # In sudo mode because salespeople can't read transactions.
        return [
            number
            for number in (BEFORE, AFTER)
            if order.sudo().filtered_domain(self._get_round_domain(number))
        ]

    @api.model
    def _get_due_domain(self):
        """Return the domain of the orders with a payment reminder due now."""
        return self._get_round_domain(BEFORE) | self._get_round_domain(AFTER)

    @api.model
    def _get_round_domain(self, number):
        days = [
            domain
            for provider in self._find_providers()
            for domain in self._get_domains_of_days(provider, number)
        ]
        reminded = [("kind", "=", "payment_reminder"), ("round", "=", number)]
        return (
            Domain.OR(days)
            & self._get_unpaid_domain()
            & Domain("flow_notification_ids", "not any", reminded)
            & self.env["website"]._get_automation_domain(
                "transaction_ids.last_state_change"
            )
        )

    @api.model
    def _find_providers(self):
        # In sudo mode because the automation serves all companies.
        return (
            self.env["payment.provider"]
            .sudo()
            .search(
                [
                    ("code", "=", "custom"),
                    ("waiting_policy", "in", ("reserve", "confirm")),
                ]
            )
        )

    @api.model
    def _get_unpaid_domain(self):
        """Return the domain of the orders whose offline payment is outstanding."""
        is_paid_online = Domain("state", "=", "pending") & Domain(
            "provider_code", "!=", "custom"
        )
        return (
            Domain("state", "in", ("sent", "sale"))
            & Domain("waiting_policy", "!=", False)
            & Domain("amount_owed", ">", 0)
            & Domain("amount_authorized", "=", 0)
            & Domain("transaction_ids", "not any", is_paid_online)
            # Their payment may have arrived already.
            & Domain("payment_share_ids", "not any", [("is_serious", "=", True)])
        )

    # === DAYS === #

    @api.model
    def _get_domains_of_days(self, provider, number):
        """Return the domains of the recent days with a reminder due."""
        days = provider.remind_days_after if number else -provider.remind_days_before
        if not days:
            return []
        calendar = provider.company_id.resource_calendar_id
        # No reminders are sent at night.
        today = calendar._get_day(fields.Datetime.now() - timedelta(hours=HOUR))
        return [
            self._get_domain_of_day(provider, today - timedelta(days=age), days)
            for age in range(DAYS_WORTH_SENDING)
        ]

    @api.model
    def _get_domain_of_day(self, provider, day, days):
        """Return the domain of the orders with a reminder due on a date.

        :param int days: Days after the deadline; negative: before it.
        """
        due_on, begin = day - timedelta(days=days), self._get_midnight(provider, day)
        waits_since_before = [
            ("provider_id", "=", provider.id),
            ("state", "=", "pending"),
            ("last_state_change", "<", begin),
        ]
        told_before = [("kind", "in", FIRST_MAILS), ("create_date", "<", begin)]
        domain = (
            Domain("payment_due_at", ">=", self._get_midnight(provider, due_on))
            & Domain(
                "payment_due_at",
                "<",
                self._get_midnight(provider, due_on + timedelta(days=1)),
            )
            & Domain("transaction_ids", "any", waits_since_before)
            & Domain("flow_notification_ids", "any", told_before)
        )
        if days < 0:
            domain &= Domain("payment_due_at", ">", fields.Datetime.now())
        if provider.custom_mode != "wire_transfer":
            # Delivered orders were paid at the door.
            domain &= Domain("delivered_on", "=", False)
        return domain

    @api.model
    def _get_midnight(self, provider, day):
        """Return the start of a day in the company's time zone, in UTC."""
        zone = provider.company_id.resource_calendar_id._get_timezone()
        midnight = zone.localize(datetime.combine(day, time.min))
        return midnight.astimezone(UTC).replace(tzinfo=None)
