from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import plaintext2html

# Exact enough for alarms, and automations may be triggered several times a second.
PRECISION = relativedelta(minutes=1)


class EcommerceAutomation(models.Model):
    """Alarms of automations: shown on screens, and activities of the responsible."""

    _inherit = "ecommerce.automation"

    caught_up_at = fields.Datetime(
        string="Caught up",
        default=lambda self: fields.Datetime.now(),
        required=True,
        readonly=True,
        copy=False,
        help="When nothing was due for the last time, or it was switched on; to the "
        "minute.",
    )
    alarmed_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the responsible user was alarmed, while the cause persists.",
    )
    alarm_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, ondelete="set null"
    )

    # === CRUD METHODS === #

    def write(self, vals):
        """Override to count the waiting time anew once an automation is switched on."""
        is_switched_on = vals.get("active")
        started = is_switched_on and self.filtered(lambda it: not it.active)
        result = super().write(vals)
        if started:
            # In sudo mode because nobody else writes it.
            started.sudo().caught_up_at = fields.Datetime.now()
        return result

    # === BUSINESS METHODS === #

    @api.model
    def get_alarms(self):
        """Return the alarms to show to the user, and alarm the responsible.

        They are raised here, too, because the scheduled action that does it may have
        ended with all others.

        :return: A dictionary for each alarm: what happened, why, and the remedy.
        :rtype: list
        """
        if not self.has_access("read"):
            return []
        alarms = self.env["ecommerce.automation.alarm"]._find()
        self._raise_alarms(alarms)
        texts = self.env["ecommerce.automation.alarm.text"]
        return [texts._describe(alarm) for alarm in alarms]

    @api.model
    def _cron_watch(self):
        """Alarm the responsible, and take back alarms whose cause is gone."""
        # In sudo mode because it watches over the records of all companies.
        companies_sudo = self.env["res.company"].sudo()
        companies = companies_sudo.search([])  # pylint: disable=no-search-all
        everywhere = self.with_context(allowed_company_ids=companies.ids)
        alarms = everywhere.env["ecommerce.automation.alarm"]._find()
        self._raise_alarms(alarms)
        alarmed_ids = {alarm.automation.id for alarm in alarms}
        everything = self.with_context(active_test=False)
        raised = everything.search([("alarmed_at", "!=", False)])
        raised.filtered(lambda it: it.id not in alarmed_ids)._take_back_alarm()

    @api.model
    def _raise_alarms(self, alarms):
        """Alarm the responsible once, however often the cause is found."""
        for alarm in alarms:
            # As OdooBot, because the alarm doesn't come from whoever looks.
            automation = alarm.automation.with_user(SUPERUSER_ID)
            if automation.alarmed_at:
                continue
            if automation.try_lock_for_update(allow_referencing=True):
                automation.alarmed_at = fields.Datetime.now()
                automation.alarm_activity_id = automation._schedule_alarm(alarm)

    def _schedule_alarm(self, alarm):
        """Return a new activity of the responsible user, in their language.

        It belongs to no record: automations have no chatter.
        """
        user = self.env["ecommerce.failure"]._get_responsible(self)
        lang = user.lang or user.company_id.partner_id.lang
        own = self.with_context(lang=lang, tz=user.tz)
        text = own.env["ecommerce.automation.alarm.text"]._describe(alarm)
        return self.env["mail.activity"].create(
            {
                "activity_type_id": self.env.ref("mail.mail_activity_data_warning").id,
                "automated": True,
                "summary": text["what"],
                "note": plaintext2html(f"{text['why']}\n\n{text['remedy']}"),
                "user_id": user.id,
            }
        )

    def _take_back_alarm(self):
        # In sudo mode because the activity may be somebody else's.
        self.sudo().alarm_activity_id.filtered("active").unlink()
        self.sudo().alarmed_at = False

    def _note_caught_up(self):
        """Record that nothing is due, unless the automation is locked."""
        now = fields.Datetime.now()
        if self.caught_up_at > now - PRECISION:
            return
        try:
            if self.try_lock_for_update(allow_referencing=True):
                self.caught_up_at = now
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
