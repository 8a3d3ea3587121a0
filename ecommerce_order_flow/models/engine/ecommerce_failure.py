import traceback

from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import plaintext2html

from ...client_actions import RELOAD, show_notification
from ...exceptions import IssueError

# Minutes until the next try; after the last one a person is asked.
RETRY_MINUTES = (1, 5, 30, 120, 720)
MAX_REASON_LENGTH = 1000


class EcommerceFailure(models.Model):
    """A record with which an automation failed, why, and what happens next."""

    _name = "ecommerce.failure"
    _description = "Failure of an Automation"
    _order = "state desc, id desc"
    _rec_name = "reason"

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
    record_name = fields.Char(string="Concerns", readonly=True)
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")

    # What went wrong
    reason = fields.Text(required=True, readonly=True)
    issue = fields.Selection(
        selection=[], readonly=True, help="What only a person can decide."
    )
    subject = fields.Char(
        readonly=True,
        help="What it is about, if the automation tells: other facts are another "
        "failure, also if somebody ignored this one.",
    )
    details = fields.Text(readonly=True, groups="base.group_system")
    message = fields.Text(
        string="What Is Wrong",
        compute="_compute_message",
        compute_sudo=True,
        help="The reason as it is now, in the language of whoever reads it.",
    )

    # What happens next
    state = fields.Selection(
        selection=[
            ("ignored", "Ignored"),
            ("retry", "Will Be Tried Again"),
            ("stuck", "Needs a Person"),
        ],
        default="retry",
        required=True,
        readonly=True,
    )
    attempts = fields.Integer(readonly=True)
    next_attempt = fields.Datetime(readonly=True)
    activity_id = fields.Many2one("mail.activity", readonly=True, ondelete="set null")

    _record_unique = models.UniqueIndex(
        "(automation_id, res_id)", "The failure of this record is noted already."
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
        """Override to take the settled failures' activities off people's lists."""
        self.sudo().activity_id.unlink()
        return super().unlink()

    # === ACTION METHODS === #

    def action_retry(self):
        """Try again now, and say what came of it."""
        self.check_access("read")
        # As OdooBot because the automations work for everybody, whoever starts them.
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
        """Return the message that says what came of trying again."""
        if is_waiting:
            message = self.env._("It is tried again in the background.")
        elif left:
            message = left[:1].message
        else:
            message = self.env._("Done: it worked this time.")
        kind = "info" if is_waiting else "warning" if left else "success"
        return show_notification(kind, message, next=RELOAD)

    def action_ignore(self):
        """Leave the records alone as long as they need the automation."""
        self.check_access("read")
        self.sudo().activity_id.unlink()
        self.sudo().write({"state": "ignored", "next_attempt": False})

    def action_open_record(self):
        """Open what the automation failed with."""
        self.ensure_one()
        record = self.order_id or self.env[self.model].browse(self.res_id)
        return record.get_formview_action()

    # === BUSINESS METHODS === #

    @api.model
    def _find(self, automation, res_ids):
        """Return the failures of an automation with records."""
        return self.search(
            [("automation_id", "=", automation.id), ("res_id", "in", res_ids)]
        )

    @api.model
    def _find_ignored(self, order):
        """Return the failures with an order that somebody ignored."""
        return self.search([("order_id", "=", order.id), ("state", "=", "ignored")])

    @api.model
    def _note(self, automation, errors):
        """Note with which records an automation failed, and why.

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
        """Return the order that a record belongs to, if it tells."""
        if record._name == "sale.order":
            return record
        find = getattr(record, "_find_flow_order", None)
        return find() if find else self.env["sale.order"]

    def _find_outdated(self):
        """Return the failures that are about other facts than there are now."""
        return self.filtered(
            lambda failure: (
                failure.subject and failure.subject != failure._ask("subject")
            )
        )

    def _ask(self, question):
        """Return what the record says of the failure, if it can tell.

        :param str question: ``subject``, what it is about now, or ``explain``, what is
            wrong in words: answered by methods as ``_flow_x_subject()``.
        """
        self.ensure_one()
        record = self.automation_id._get_model().browse(self.res_id)
        answer = getattr(record, f"_flow_{self.automation_id.code}_{question}", None)
        return answer() if answer else False

    def _set_failed(self, error):
        """Note one more failed attempt, and when the next one is."""
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
        """Return what to tell people of an error."""
        text = str(error).strip()
        if not isinstance(error, UserError) or not text:
            text = f"{type(error).__name__}: {text}"
        return text[:MAX_REASON_LENGTH]

    def _ask_person(self):
        """Put the failure on the list of whoever looks after the order."""
        record = self.order_id or self.env[self.model].browse(self.res_id)
        if self.activity_id or "activity_ids" not in record._fields:
            return
        user = self._get_responsible(record)
        own = self.with_context(lang=user.lang)
        self.activity_id = record.activity_schedule(
            "mail.mail_activity_data_warning",
            summary=own.automation_id.name,
            note=plaintext2html(own.message),
            user_id=user.id,
        )

    @api.model
    def _get_responsible(self, record):
        """Return who looks after a record: the salesperson, or someone in charge."""
        user = "user_id" in record._fields and record.user_id
        if not user and record._name == "sale.order":
            user = record.website_id.salesperson_id or record.team_id.user_id
        return user or self.env.ref("base.user_admin")
