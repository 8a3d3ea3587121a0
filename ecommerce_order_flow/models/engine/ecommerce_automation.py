from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

from ...client_actions import show_notification
from .waking import wake

# Fields that decide which scheduled action is woken.
WOKEN_BY = {"active", "code", "cron_id"}
# Most records listed by "Show what is due".
MAX_SHOWN = 1000
# More workers than any server has for scheduled actions.
MOST_WORKERS = 16


class EcommerceAutomation(models.Model):
    """An automation: which records need processing now, and how they are processed.

    An automation with the code ``x`` consists of this record and two methods of its
    model:

    * ``_flow_x_domain()`` returns the domain of the records that need it now, indexed
      columns first;
    * ``_flow_x()`` brings a batch of them to the wanted state. It is idempotent, works
      in the database only and may raise: then the batch is split until the failing
      record is alone. It may return errors by record instead, for records that are not
      to be rolled back.

    If it talks to external services (`is_outbox`), each record is processed in a
    transaction of its own, after what is to be done was committed.
    """

    _name = "ecommerce.automation"
    _description = "Automation"
    _inherit = ["ecommerce.guarded.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        default=True,
        help="Records stay due while the automation is inactive.",
    )

    # How it runs
    code = fields.Char(required=True, readonly=True, copy=False)
    model_id = fields.Many2one(
        "ir.model", required=True, readonly=True, copy=False, ondelete="cascade"
    )
    model = fields.Char(related="model_id.model", string="Model Name", store=True)
    batch_size = fields.Integer(
        default=50, required=True, help="Number of records that are processed at once."
    )
    is_outbox = fields.Boolean(
        string="External Calls",
        readonly=True,
        copy=False,
        help="Each record is processed in its own transaction.",
    )
    keeps_trying = fields.Boolean(
        readonly=True,
        copy=False,
        help="Failed records are tried again automatically until they succeed.",
    )
    is_parallel = fields.Boolean(
        string="Works in Parallel",
        readonly=True,
        copy=False,
        help="Several workers may share what is due.",
    )
    workers = fields.Integer(
        default=1,
        required=True,
        help="How many workers may share what is due, if the server has as many for "
        "scheduled actions (max_cron_threads).",
    )
    cron_id = fields.Many2one(
        "ir.cron",
        string="Scheduled Action",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    lane_ids = fields.Many2many(
        "ir.cron",
        string="Further Scheduled Actions",
        context={"active_test": False},
        readonly=True,
        copy=False,
        help="They share the work if there is more than one action can process at "
        "once.",
    )

    _code_unique = models.UniqueIndex("(code)", "The code must be unique.")
    _batch_size_positive = models.Constraint(
        "CHECK(batch_size > 0)", "The batch size must be at least 1."
    )
    _workers_allowed = models.Constraint(
        "CHECK(workers = 1 OR is_parallel IS TRUE "
        f"AND workers BETWEEN 1 AND {MOST_WORKERS})",
        "An automation has one worker, or up to 16 if it can run in parallel.",
    )

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
        """Override to create the scheduled actions of each automation."""
        automations = super().create(vals_list)
        for automation in automations:
            self.env["ecommerce.automation.schedule"]._set_up(automation)
        self.env.registry.clear_cache()
        return automations

    def write(self, vals):
        """Override to update the scheduled actions."""
        result = super().write(vals)
        if WOKEN_BY & set(vals):
            self.env.registry.clear_cache()  # of the scheduled actions by code
        schedule = self.env["ecommerce.automation.schedule"]
        if "workers" in vals:
            for automation in self:
                schedule._adjust_lanes(automation)
        if "active" in vals:
            schedule._switch(self, vals["active"])
            if vals["active"]:
                self._trigger_crons()
        return result

    def unlink(self):
        """Override to delete the scheduled actions."""
        schedule = self.env["ecommerce.automation.schedule"]
        crons = schedule._get_crons(self)
        result = super().unlink()
        self.env.registry.clear_cache()
        schedule._delete(crons)
        return result

    # === ACTION METHODS === #

    def action_run_now(self):
        """Run the automations in the background, as soon as a worker is available."""
        self.check_access("write")
        self._trigger_crons()
        return show_notification(
            "success",
            self.env._(
                "Started in the background: %(names)s. Reload the page to see the "
                "progress.",
                names=", ".join(self.mapped("name")),
            ),
        )

    def action_show_due(self):
        """List the records that the automation would process now, without processing.

        An automation that decides more than its domain has a method
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
            "help": self.env._(
                "Nothing is due: the automation has processed everything."
            ),
        }

    def action_show_failures(self):
        """Open the failures of the automation."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_failure_action"
        )
        return {**action, "domain": [("automation_id", "=", self.id)]}

    def action_show_runs(self):
        """Open the graph of the automations' runs."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_automation_run_action"
        )
        return {**action, "domain": [("automation_id", "in", self.ids)]}

    # === CRON METHODS === #

    @api.model
    def _cron_run(self, code, is_lane=False):
        """Run the automation with the code until nothing is due or time is up.

        :param bool is_lane: Whether another scheduled action of the automation
            triggered it.
        """
        automation = self._find(code)
        if automation._is_ready():
            self.env["ecommerce.automation.runner"]._run(automation, is_lane)

    @api.model
    def _trigger(self, *codes, at=None):
        """Run the automations after the commit, or at a given time."""
        crons = self._get_cron_ids()
        wake(self.env, [crons[code] for code in codes if code in crons], at)

    def _trigger_crons(self, at=None):
        """Wake the automations, which wake their lanes if there is work for them."""
        # In sudo mode because scheduled actions are the administrator's.
        wake(self.env, self.sudo().cron_id.ids, at)

    @api.model
    @ormcache()
    def _get_cron_ids(self):
        """Return the ids of the active automations' scheduled actions by code."""
        # In sudo mode because users who pay or ship may not read the automations.
        active_automations = self.sudo().search(
            [("active", "=", True), ("cron_id", "!=", False)]
        )
        return {it.code: it.cron_id.id for it in active_automations}

    @api.model
    def _trigger_mail_queue(self):
        """Have Odoo send the mails in its outbox once the transaction is committed."""
        queue = "mail.ir_cron_mail_scheduler_action"
        wake(self.env, [self.env["ir.model.data"]._xmlid_to_res_id(queue)])

    # === HELPERS === #

    @api.model
    def _find(self, code):
        """Return the automation with a code, switched on or not."""
        # In sudo mode because whoever ships or refunds may not read automations.
        return self.sudo().with_context(active_test=False).search([("code", "=", code)])

    def _is_ready(self):
        """Return whether the automation's model exists and has both methods.

        They are missing while their module is being uninstalled.
        """
        self.ensure_one()
        if self.model not in self.env:
            return False
        model = self.env[self.model]
        methods = (f"_flow_{self.code}", f"_flow_{self.code}_domain")
        return all(callable(getattr(model, name, None)) for name in methods)

    def _get_model(self):
        """Return the model in sudo mode: automations serve all companies.

        Emails stay in the queue until the commit, also in manual retries.
        """
        self.ensure_one()
        # In sudo mode because automations serve all companies, whoever starts them.
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
        # In sudo mode because what is due doesn't depend on which failures one sees.
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
        """Return the domain of the records of the user's companies."""
        if "company_id" not in self._get_model()._fields:
            return Domain.TRUE
        return Domain("company_id", "in", [False, *self.env.companies.ids])

    def _call(self, records):
        """Run the automation's method.

        :return: The errors by record, for those that failed without raising.
        """
        self.ensure_one()
        return getattr(records, f"_flow_{self.code}")() or {}
