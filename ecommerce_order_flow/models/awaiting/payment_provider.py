from datetime import timedelta

from lxml import html

from odoo import api, fields, models
from odoo.tools.translate import code_translations

from odoo.addons.base.models.res_bank import sanitize_account_number

from .const import PERIOD_UNITS, WAITING_POLICIES

# Odoo's title above the list of the company's bank accounts.
TITLE = "Please use the following transfer details"
LABELS = ("Bank Account", "Bank Accounts")


class PaymentProvider(models.Model):
    """Deadlines and policies of orders paid by offline payments."""

    _inherit = "payment.provider"

    waiting_policy = fields.Selection(
        string="While Payment Is Pending",
        selection=WAITING_POLICIES,
        compute="_compute_waiting_policy",
        store=True,
        readonly=False,
        help="Orders that are already waiting keep what was agreed.",
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
        help="How many days after the deadline the stock stays reserved and the "
        "order is not cancelled: bank transfers take time.",
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
        """Reserve for wire transfers; on-site payments have nothing to wait for."""
        for provider in self:
            is_transfer = provider.custom_mode == "wire_transfer"
            provider.waiting_policy = "reserve" if is_transfer else "odoo"

    # === BUSINESS METHODS === #

    def _describe_waiting(self):
        """Return a sentence for each provider with its policy for waiting orders."""
        policies = dict(self._fields["waiting_policy"]._description_selection(self.env))
        units = dict(
            self._fields["payment_period_unit"]._description_selection(self.env)
        )
        return [
            self.env._(
                "%(provider)s: %(policy)s (%(unit)s: %(period)s)",
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
        """Return the payment deadline of an order placed at a time.

        Dates end at midnight in the company's time zone.

        :param datetime moment: In UTC, like the returned time.
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
        return calendar._get_end_of_day(last_day)

    # === BUSINESS METHODS - MESSAGE === #

    def _get_own_pending_msg(self):
        """Return the shop's own message to customers who pay later.

        An empty string if the message is only Odoo's generated list of bank accounts.
        """
        self.ensure_one()
        message = self.pending_msg or ""
        return (
            "" if self._get_own_words(message) in self._get_odoos_words() else message
        )

    def _get_own_words(self, message):
        """Return the text of a message without the company's bank accounts."""
        tree = html.fragment_fromstring(message, create_parent=True)
        accounts = self.company_id.partner_id.with_context(active_test=False).bank_ids
        numbers = accounts.mapped("sanitized_acc_number")
        for item in tree.findall(".//li"):
            text = sanitize_account_number(item.text_content())
            if not text or any(number in text for number in numbers):
                item.drop_tree()
        return " ".join(" ".join(tree.itertext()).split())

    def _get_odoos_words(self):
        """Return Odoo's texts around the accounts in all installed languages."""
        words = {""}
        for lang, _name in self.env["res.lang"].get_installed():
            terms = code_translations.get_python_translations("payment_custom", lang)
            words |= {
                f"{terms.get(TITLE, TITLE)} {terms.get(label, label)}"
                for label in LABELS
            }
        return words
