from datetime import datetime, time, timedelta

from pytz import UTC

from odoo import api, fields, models
from odoo.fields import Domain

from .const import RECEIPTS

# What customers were told before they are reminded.
FIRST_MAILS = (*RECEIPTS, "confirmation")
# Reminders before the deadline and after it.
BEFORE, AFTER = 0, 1
# When it is morning where the company is.
HOUR = 9
# The days on which a reminder is still sent that could not be sent before.
DAYS_WORTH_SENDING = 2


class EcommercePaymentReminder(models.AbstractModel):
    """Reminds customers of their payment before and after the deadline, once each.

    On which days, the settings of the payment provider say as they are now. Whoever
    ordered, or was first told of it, on such a day or later isn't reminded.
    """

    _name = "ecommerce.payment.reminder"
    _description = "Payment Reminders"

    @api.model
    def _get_due_rounds(self, order):
        """Return which of its reminders an order's customer is to get now."""
        # In sudo mode because salespeople can't read transactions.
        return [
            number
            for number in (BEFORE, AFTER)
            if order.sudo().filtered_domain(self._get_round_domain(number))
        ]

    @api.model
    def _get_due_domain(self):
        """Return the domain of the orders of whose payment is to be reminded now."""
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
        """Return the domain of the orders that still ask for their offline payment."""
        is_paid_online = Domain("state", "=", "pending") & Domain(
            "provider_code", "!=", "custom"
        )
        return (
            Domain("state", "in", ("sent", "sale"))
            & Domain("waiting_policy", "!=", False)
            & Domain("amount_owed", ">", 0)
            & Domain("amount_authorized", "=", 0)
            & Domain("transaction_ids", "not any", is_paid_online)
        )

    # === DAYS === #

    @api.model
    def _get_domains_of_days(self, provider, number):
        """Return the domain of each day on which a reminder would have been due."""
        days = provider.remind_days_after if number else -provider.remind_days_before
        if not days:
            return []
        calendar = provider.company_id.resource_calendar_id
        # Nobody is reminded in the night.
        today = calendar._get_day(fields.Datetime.now() - timedelta(hours=HOUR))
        return [
            self._get_domain_of_day(provider, today - timedelta(days=age), days)
            for age in range(DAYS_WORTH_SENDING)
        ]

    @api.model
    def _get_domain_of_day(self, provider, day, days):
        """Return the domain of the orders of which is reminded on a day.

        :param int days: How many days after the deadline; less than 0: before it.
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
            # What was delivered was paid at the door.
            domain &= Domain("delivered_on", "=", False)
        return domain

    @api.model
    def _get_midnight(self, provider, day):
        """Return when a day begins where the company is, in UTC."""
        zone = provider.company_id.resource_calendar_id._get_timezone()
        midnight = zone.localize(datetime.combine(day, time.min))
        return midnight.astimezone(UTC).replace(tzinfo=None)
