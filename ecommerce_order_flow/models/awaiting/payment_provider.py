from datetime import datetime, time, timedelta

from lxml import html
from pytz import UTC

from odoo import api, fields, models
from odoo.tools.translate import code_translations

from odoo.addons.base.models.res_bank import sanitize_account_number

from .const import PERIOD_UNITS, WAITING_POLICIES

# What Odoo writes above the list of the company's bank accounts.
TITLE = "Please use the following transfer details"
LABELS = ("Bank Account", "Bank Accounts")


class PaymentProvider(models.Model):
    """How long orders wait for payments that come by themselves, and what then."""

    _inherit = "payment.provider"

    waiting_policy = fields.Selection(
        string="While the Order Waits",
        selection=WAITING_POLICIES,
        compute="_compute_waiting_policy",
        store=True,
        readonly=False,
        help="Orders that wait already keep what their customers were told.",
    )
    payment_period = fields.Integer(
        string="Payment Deadline",
        default=7,
        help="How long customers may take to pay.",
    )
    payment_period_unit = fields.Selection(
        selection=PERIOD_UNITS, default="days", required=True
    )
    remind_days_before = fields.Integer(
        string="Reminder before the Deadline",
        default=2,
        help="How many days before the deadline the customer is reminded; 0: never.",
    )
    remind_days_after = fields.Integer(
        string="Reminder after the Deadline",
        default=1,
        help="How many days after the deadline the customer is reminded; 0: never.",
    )
    cancel_unpaid = fields.Boolean(
        string="Cancel after the Deadline",
        help="Cancels orders that are not paid when the grace time is over.",
    )
    grace_days = fields.Integer(
        string="Grace Time",
        default=3,
        help="How many days after the deadline the stock stays reserved and the order "
        "is not cancelled: banks take a while.",
    )

    _positive_periods = models.Constraint(
        "CHECK (payment_period BETWEEN 1 AND 1000 "
        "AND remind_days_before BETWEEN 0 AND 365 "
        "AND remind_days_after BETWEEN 0 AND 365 AND grace_days BETWEEN 0 AND 365)",
        "The deadline must be 1 to 1000 days or hours in the future, reminders and "
        "grace time 0 to 365 days.",
    )

    # === COMPUTE METHODS === #

    @api.depends("custom_mode")
    def _compute_waiting_policy(self):
        """Reserve for wire transfers; nothing is to wait for at the door."""
        for provider in self:
            is_transfer = provider.custom_mode == "wire_transfer"
            provider.waiting_policy = "reserve" if is_transfer else "odoo"

    # === BUSINESS METHODS === #

    def _describe_waiting(self):
        """Return what becomes of orders that wait, a sentence for each provider."""
        policies = dict(self._fields["waiting_policy"]._description_selection(self.env))
        units = dict(
            self._fields["payment_period_unit"]._description_selection(self.env)
        )
        return [
            self.env._(
                "%(provider)s: %(policy)s, %(period)s %(unit)s",
                provider=provider.name,
                policy=policies[provider.waiting_policy],
                period=provider.payment_period,
                unit=units[provider.payment_period_unit],
            )
            if provider.waiting_policy != "odoo"
            else f"{provider.name}: {policies['odoo']}"
            for provider in self
        ]

    def _get_payment_deadline(self, moment):
        """Return when customers must have paid who order at a time.

        Days end at midnight where the company is.

        :param datetime moment: In UTC, as what is returned.
        """
        self.ensure_one()
        if self.payment_period_unit == "hours":
            return moment + timedelta(hours=self.payment_period)
        calendar = self.company_id.resource_calendar_id
        day = calendar._get_day(moment)
        if self.payment_period_unit == "working_days":
            last_day = calendar._add_working_days(day, self.payment_period)
        else:
            last_day = day + timedelta(days=self.payment_period)
        midnight = datetime.combine(last_day, time(23, 59, 59))
        local = calendar._get_timezone().localize(midnight)
        return local.astimezone(UTC).replace(tzinfo=None)

    # === BUSINESS METHODS - MESSAGE === #

    def _get_own_pending_msg(self):
        """Return what the shop wrote to customers who pay later.

        Nothing if it is only the list of bank accounts that Odoo made.
        """
        self.ensure_one()
        message = self.pending_msg or ""
        return (
            "" if self._get_own_words(message) in self._get_odoos_words() else message
        )

    def _get_own_words(self, message):
        """Return what a message says besides the company's bank accounts."""
        tree = html.fragment_fromstring(message, create_parent=True)
        accounts = self.company_id.partner_id.with_context(active_test=False).bank_ids
        numbers = accounts.mapped("sanitized_acc_number")
        for item in tree.findall(".//li"):
            text = sanitize_account_number(item.text_content())
            if not text or any(number in text for number in numbers):
                item.drop_tree()
        return " ".join(" ".join(tree.itertext()).split())

    def _get_odoos_words(self):
        """Return what Odoo writes around the accounts, in all languages of the shop."""
        words = {""}
        for lang, _name in self.env["res.lang"].get_installed():
            terms = code_translations.get_python_translations("payment_custom", lang)
            words |= {
                f"{terms.get(TITLE, TITLE)} {terms.get(label, label)}"
                for label in LABELS
            }
        return words
