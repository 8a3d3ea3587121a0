import traceback

from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.mail import plaintext2html

from ...client_actions import RELOAD, show_notification
from ...exceptions import IssueError

# Minutes until the next attempt; after the last one an activity is scheduled.
RETRY_MINUTES = (1, 5, 30, 120, 720)
MAX_REASON_LENGTH = 1000


class EcommerceFailure(models.Model):
    """A record that an automation failed on, the reason and the next attempt."""

    _name = "ecommerce.failure"
    _description = "Automation Failure"
    _order = "state desc, id desc"
    _rec_name = "record_name"

    automation_id = fields.Many2one(
        "ecommerce.automation",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    model = fields.Char(related="automation_id.model", store=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="model", required=True, readonly=True, index=True
    )
    record_name = fields.Char(string="Document", readonly=True)
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")

    # Cause
    reason = fields.Text(required=True, readonly=True)
    issue = fields.Selection(
        selection=[], readonly=True, help="What cannot be decided automatically."
    )
    subject = fields.Char(
        readonly=True,
        help="What it is about, if the automation specifies it: other facts create "
        "a new failure, even if this one is ignored.",
    )
    details = fields.Text(readonly=True, groups="base.group_system")
    message = fields.Text(
        string="Problem",
        compute="_compute_message",
        compute_sudo=True,
        help="The current reason, in the user's language.",
    )

    # Handling
    state = fields.Selection(
        selection=[
            ("ignored", "Ignored"),
            ("retry", "Retry Scheduled"),
            ("stuck", "Action Required"),
        ],
        default="retry",
        required=True,
        readonly=True,
    )
    attempts = fields.Integer(readonly=True)
    next_attempt = fields.Datetime(readonly=True)
    activity_id = fields.Many2one("mail.activity", readonly=True, ondelete="set null")

    _record_unique = models.UniqueIndex(
        "(automation_id, res_id)", "The failure of this record is already recorded."
    )

    # === COMPUTE METHODS === #

    @api.depends("reason", "issue", "subject")
    @api.depends_context("lang")
    def _compute_message(self):
        for failure in self:
            failure.message = (failure.issue and failure._ask("explain")) or (
                failure.reason
            )

    # === CRUD METHODS === #

    def unlink(self):
        """Override to delete the activities of settled failures."""
        self.check_access("unlink")
        # In sudo mode because the activity may be somebody else's.
        self.sudo().activity_id.unlink()
        return super().unlink()

    # === ACTION METHODS === #

    def action_retry(self):
        """Retry now, and show the result."""
        self.check_access("read")
        # As OdooBot, because the automations act independently of the user.
        failures = self.with_user(SUPERUSER_ID)
        failures.write({"attempts": 0, "state": "retry", "next_attempt": False})
        outbox_automations = failures.automation_id.filtered("is_outbox")
        outbox_automations._trigger_crons()
        for automation, own_failures in failures.grouped("automation_id").items():
            if automation not in outbox_automations:
                own_failures._retry_now(automation)
        return self._tell_result(failures.exists(), bool(outbox_automations))

    def _retry_now(self, automation):
        self.env["ecommerce.automation.runner"]._retry(
            automation, self.mapped("res_id")
        )

    def _tell_result(self, left, is_waiting):
        """Return the retry's notification."""
        if is_waiting:
            message = self.env._("The retry runs in the background.")
        elif left:
            message = left[:1].message
        else:
            message = self.env._("Done: the retry succeeded.")
        kind = "info" if is_waiting else "warning" if left else "success"
        return show_notification(kind, message, next=RELOAD)

    def action_ignore(self):
        """Ignore the failures for as long as the records need the automation."""
        self.check_access("read")
        # In sudo mode because nobody else writes failures, nor others' activities.
        self.sudo().activity_id.unlink()
        self.sudo().write({"state": "ignored", "next_attempt": False})

    def action_open_record(self):
        """Open the order or record that failed."""
        self.ensure_one()
        record = self.order_id or self.env[self.model].browse(self.res_id)
        return record.get_formview_action()

    # === BUSINESS METHODS === #

    @api.model
    def _find(self, automation, res_ids):
        """Return the failures of an automation for records."""
        return self.search(
            [("automation_id", "=", automation.id), ("res_id", "in", res_ids)]
        )

    @api.model
    def _find_settled(self, automation):
        """Return the failures whose records are done, or whose facts have changed."""
        own = Domain("automation_id", "=", automation.id)
        if not self.search_count(own, limit=1):
            return self.browse()
        failed = self._search(own).subselect("res_id")
        due = automation._get_model()._search(
            automation._get_due_domain() & Domain("id", "in", failed)
        )
        settled = self.search(own & Domain("res_id", "not in", due.subselect()))
        others = self.search(
            own & Domain("subject", "!=", False) & Domain("id", "not in", settled.ids)
        )
        return settled | others._find_outdated()

    @api.model
    def _find_ignored(self, order):
        """Return the ignored failures of an order."""
        return self.search([("order_id", "=", order.id), ("state", "=", "ignored")])

    @api.model
    def _note(self, automation, errors):
        """Record the failures of an automation.

        :param dict errors: The exceptions by record.
        """
        failures = self._find(automation, [record.id for record in errors])
        failure_by_id = {failure.res_id: failure for failure in failures}
        for record, error in errors.items():
            failure = failure_by_id.get(record.id) or self.create(
                self._prepare_vals(automation, record)
            )
            failure._set_failed(error)

    @api.model
    def _prepare_vals(self, automation, record):
        return {
            "automation_id": automation.id,
            "res_id": record.id,
            "record_name": record.display_name,
            "order_id": self._find_order(record).id,
            "company_id": "company_id" in record._fields and record.company_id.id,
            "reason": automation.name,
        }

    @api.model
    def _find_order(self, record):
        """Return the order of a record, or an empty recordset."""
        if record._name == "sale.order":
            return record
        find = getattr(record, "_find_flow_order", None)
        return find() if find else self.env["sale.order"]

    def _find_outdated(self):
        """Return the failures whose facts have changed."""
        return self.filtered(
            lambda failure: (
                failure.subject and failure.subject != failure._ask("subject")
            )
        )

    def _ask(self, question):
        """Return the record's answer to a question about the failure, or False.

        :param str question: ``subject`` for the facts of the failure, or ``explain``
            for its message: answered by methods like ``_flow_x_subject()``.
        """
        self.ensure_one()
        record = self.automation_id._get_model().browse(self.res_id)
        answer = getattr(record, f"_flow_{self.automation_id.code}_{question}", None)
        return answer() if answer else False

    def _set_failed(self, error):
        """Record a failed attempt, and schedule the next one."""
        self.ensure_one()
        attempts = self.attempts + 1
        is_last = attempts > len(RETRY_MINUTES) and not self.automation_id.keeps_trying
        is_stuck = isinstance(error, IssueError) or is_last
        minutes = RETRY_MINUTES[min(attempts, len(RETRY_MINUTES)) - 1]
        wait = not is_stuck and relativedelta(minutes=minutes)
        self.write(
            {
                "reason": self._get_reason(error),
                "issue": getattr(error, "issue", False),
                "subject": self._ask("subject"),
                "details": "".join(traceback.format_exception(error)),
                "attempts": attempts,
                "state": "stuck" if is_stuck else "retry",
                "next_attempt": wait and fields.Datetime.now() + wait,
            }
        )
        if is_stuck:
            self._ask_person()

    @api.model
    def _get_reason(self, error):
        """Return the message of an error for users."""
        text = str(error).strip()
        if not isinstance(error, UserError) or not text:
            text = f"{type(error).__name__}: {text}"
        return text[:MAX_REASON_LENGTH]

    def _ask_person(self):
        """Schedule an activity for the responsible user."""
        record = self.order_id or self.env[self.model].browse(self.res_id)
        if self.activity_id or "activity_ids" not in record._fields:
            return
        user = self._get_responsible(record)
        own = self.with_context(lang=user.lang or user.company_id.partner_id.lang)
        self.activity_id = record.activity_schedule(
            "mail.mail_activity_data_warning",
            summary=own.automation_id.name,
            note=plaintext2html(own.message),
            user_id=user.id,
        )

    @api.model
    def _get_responsible(self, record):
        """Return the responsible user: the salesperson, or a fallback."""
        user = "user_id" in record._fields and record.user_id
        if not user and record._name == "sale.order":
            user = record.website_id.salesperson_id or record.team_id.user_id
        return user or self.env.ref("base.user_admin")
