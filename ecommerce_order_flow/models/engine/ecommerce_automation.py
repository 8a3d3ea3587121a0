from pytz import UTC

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...client_actions import show_notification

# Records that "Show what is due" lists; more than anybody reads.
MAX_SHOWN = 1000
# Crons find what no event announced, and what waits for a date.
INTERVAL_MINUTES = 10


class EcommerceAutomation(models.Model):
    """An automation: which records need something now, and how they get it.

    One with the code ``x`` consists of this record and two methods of its model:

    * ``_flow_x_domain()`` returns the domain of the records that need it now, indexed
      columns first;
    * ``_flow_x()`` brings a batch of them to the wanted state. It is idempotent, works
      in the database only and may raise: then the batch is split until the culprit is
      alone. It may return errors by record instead, for records that are not to be
      rolled back.

    If it talks to the outside world (`is_outbox`), each record is handled in a
    transaction of its own, after what is to be done was committed.
    """

    _name = "ecommerce.automation"
    _description = "Automation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(string="What It Does", translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        string="On",
        default=True,
        help="What a switched off automation would do waits until it is on again.",
    )

    # How it runs
    code = fields.Char(required=True, readonly=True)
    model_id = fields.Many2one(
        "ir.model", required=True, readonly=True, ondelete="cascade"
    )
    model = fields.Char(related="model_id.model", string="Model Name", store=True)
    batch_size = fields.Integer(
        default=50, required=True, help="Records that are handled at once."
    )
    is_outbox = fields.Boolean(
        string="Talks to the Outside",
        readonly=True,
        help="Each record is handled in a transaction of its own.",
    )
    keeps_trying = fields.Boolean(
        readonly=True, help="What fails is tried again, until it works."
    )
    cron_id = fields.Many2one(
        "ir.cron",
        string="Scheduled Action",
        readonly=True,
        copy=False,
        ondelete="set null",
    )

    # How it goes
    backlog = fields.Integer(
        compute="_compute_backlog", help="Records that need the automation now."
    )
    last_run = fields.Datetime(
        related="cron_id.lastcall", string="Last Run", help="When it last ran."
    )
    next_run = fields.Datetime(
        related="cron_id.nextcall",
        string="Next Run",
        help="When it runs next, if nothing wakes it sooner.",
    )
    done_today = fields.Integer(
        compute="_compute_done_today", help="Records that it handled today."
    )
    failure_ids = fields.One2many("ecommerce.failure", "automation_id")
    failure_count = fields.Integer(
        string="Failures",
        compute="_compute_failure_counts",
        help="Records with which the automation failed and that nobody ignores.",
    )
    stuck_count = fields.Integer(
        string="Stuck",
        compute="_compute_failure_counts",
        help="Failed records that are not tried again by themselves.",
    )

    _code_unique = models.UniqueIndex(
        "(code)", "There is an automation with this code."
    )
    _batch_size_positive = models.Constraint(
        "CHECK(batch_size > 0)", "An automation handles one record or more at once."
    )

    # === COMPUTE METHODS === #

    def _compute_backlog(self):
        for automation in self:
            automation.backlog = (
                automation._get_model().search_count(
                    automation._get_open_domain() & automation._get_company_domain()
                )
                if automation._is_ready()
                else 0
            )

    def _compute_done_today(self):
        counts = self.env["ecommerce.automation.run"]._read_group(
            [
                ("automation_id", "in", self.ids),
                ("create_date", ">=", self._get_start_of_today()),
            ],
            ["automation_id"],
            ["done:sum"],
        )
        done_by_step = dict(counts)
        for automation in self:
            automation.done_today = done_by_step.get(automation, 0)

    def _get_start_of_today(self):
        """Return when today began for the user, in UTC."""
        now = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight.astimezone(UTC).replace(tzinfo=None)

    @api.depends("failure_ids.state")
    def _compute_failure_counts(self):
        counts = self.env["ecommerce.failure"]._read_group(
            [("automation_id", "in", self.ids), ("state", "!=", "ignored")],
            ["automation_id", "state"],
            ["__count"],
        )
        count_by_state = {
            (automation, state): count for automation, state, count in counts
        }
        for automation in self:
            automation.stuck_count = count_by_state.get((automation, "stuck"), 0)
            retried_count = count_by_state.get((automation, "retry"), 0)
            automation.failure_count = automation.stuck_count + retried_count

    # === CONSTRAINT METHODS === #

    @api.constrains("code", "model_id")
    def _check_methods(self):
        for automation in self:
            if not automation._is_ready():
                raise ValidationError(
                    self.env._(
                        "%(model)s lacks the methods _flow_%(code)s_domain and "
                        "_flow_%(code)s that the automation calls.",
                        model=automation.model,
                        code=automation.code,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override to give each automation its scheduled action."""
        automations = super().create(vals_list)
        for automation in automations:
            # In sudo mode because scheduled actions are the administrator's.
            automation.cron_id = (
                self.env["ir.cron"].sudo().create(automation._prepare_cron_vals())
            )
        return automations

    def write(self, vals):
        """Override to switch the scheduled action with the automation."""
        result = super().write(vals)
        if "active" in vals:
            self.sudo().cron_id.active = vals["active"]
            if vals["active"]:
                self._trigger_crons()
        return result

    def unlink(self):
        """Override to leave no scheduled action behind."""
        crons = self.sudo().cron_id
        actions = crons.ir_actions_server_id
        result = super().unlink()
        crons.unlink()
        actions.unlink()
        return result

    def _prepare_cron_vals(self):
        self.ensure_one()
        return {
            "name": f"E-Commerce: {self.name}",
            "model_id": self.env["ir.model"]._get_id(self._name),
            "state": "code",
            "code": f"model._cron_run({self.code!r})",
            "user_id": self.env.ref("base.user_root").id,
            "interval_number": INTERVAL_MINUTES,
            "interval_type": "minutes",
            "active": self.active,
        }

    # === ACTION METHODS === #

    def action_run_now(self):
        """Start the automations in the background, as soon as a worker is free."""
        self.check_access("write")
        self._trigger_crons()
        return show_notification(
            "success",
            self.env._(
                "Started in the background: %(names)s. Reload to see how far it is.",
                names=", ".join(self.mapped("name")),
            ),
        )

    def action_show_due(self):
        """List what the automation would handle now; nothing is done.

        An automation that decides more than its domain says has a method
        ``_flow_x_preview()`` that returns an action.
        """
        self.ensure_one()
        self.check_access("read")
        model = self.env[self.model]
        if preview := getattr(model, f"_flow_{self.code}_preview", None):
            return preview()
        domain = self._get_open_domain() & self._get_company_domain()
        records = self._get_model().search(domain, order="id", limit=MAX_SHOWN)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Due: %(automation)s", automation=self.name),
            "res_model": self.model,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
            "context": {"create": False},
            "help": self.env._("Nothing is due: the automation has done everything."),
        }

    def action_show_failures(self):
        """List the records with which the automation failed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_failure_action"
        )
        return {**action, "domain": [("automation_id", "=", self.id)]}

    def action_show_runs(self):
        """Draw what the automation did over time."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_automation_run_action"
        )
        return {**action, "domain": [("automation_id", "in", self.ids)]}

    # === CRON METHODS === #

    @api.model
    def _cron_run(self, code):
        """Run the automation with that code until nothing is due or time is up."""
        automation = self._find(code)
        if automation._is_ready():
            self.env["ecommerce.automation.runner"]._run(automation)

    @api.model
    def _trigger(self, *codes, at=None):
        """Have automations run once the transaction is committed, or at a time."""
        # In sudo mode because whoever pays or ships may not read the automations.
        self.sudo().search([("code", "in", codes)])._trigger_crons(at)

    def _trigger_crons(self, at=None):
        for cron in self.sudo().cron_id:
            cron._trigger(at)

    @api.model
    def _trigger_mail_queue(self):
        """Have Odoo send the mails in its outbox once the transaction is committed."""
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    # === HELPERS === #

    @api.model
    def _find(self, code):
        """Return the automation with a code, switched on or not."""
        return self.sudo().with_context(active_test=False).search([("code", "=", code)])

    def _is_ready(self):
        """Return whether the automation's model is there and has both methods.

        They are missing while the addon they belong to is being removed.
        """
        self.ensure_one()
        if self.model not in self.env:
            return False
        model = self.env[self.model]
        methods = (f"_flow_{self.code}", f"_flow_{self.code}_domain")
        return all(callable(getattr(model, name, None)) for name in methods)

    def _get_model(self):
        """Return its model, in sudo mode: automations serve all companies.

        Their mails wait in the outbox for the commit, also when a person retries.
        """
        self.ensure_one()
        return (
            self.env[self.model]
            .sudo()
            .with_context(active_test=False, mail_notify_force_send=False)
        )

    def _get_due_domain(self):
        """Return the domain of the records that need the automation now."""
        self.ensure_one()
        return Domain(getattr(self._get_model(), f"_flow_{self.code}_domain")())

    def _get_open_domain(self):
        """Return the domain of the due records that are to be tried now."""
        waiting = (
            self.env["ecommerce.failure"]
            .sudo()
            ._search(
                [
                    ("automation_id", "=", self.id),
                    "|",
                    ("state", "!=", "retry"),
                    ("next_attempt", ">", fields.Datetime.now()),
                ]
            )
        )
        return self._get_due_domain() & Domain(
            "id", "not in", waiting.subselect("res_id")
        )

    def _get_company_domain(self):
        """Return the domain of what the user may see: records of the own companies."""
        if "company_id" not in self._get_model()._fields:
            return Domain.TRUE
        return Domain("company_id", "in", [False, *self.env.companies.ids])

    def _call(self, records):
        """Run the automation's method.

        :return: The errors by record, for those that failed without raising.
        """
        self.ensure_one()
        return getattr(records, f"_flow_{self.code}")() or {}
