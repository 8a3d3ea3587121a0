import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..client_actions import CLOSE, show_notification
from ..const import SHIPPING_ACTIONS, SHIPPING_RESULTS

_logger = logging.getLogger(__name__)

# As many transfers as a page of the list has are done while people wait; more go on in
# the background.
MOST_AT_ONCE = 80
# How long people may want to know what came of it.
KEPT = relativedelta(days=30)


class EcommerceShippingRun(models.Model):
    """What somebody had many transfers do, with a result for each."""

    _name = "ecommerce.shipping.run"
    _description = "Bulk Run of Transfers"
    _order = "id desc"

    action = fields.Selection(selection=SHIPPING_ACTIONS, required=True, readonly=True)
    is_partial_allowed = fields.Boolean(readonly=True)
    line_ids = fields.One2many("ecommerce.shipping.run.line", "run_id", readonly=True)
    create_uid = fields.Many2one("res.users", string="Started by", readonly=True)
    create_date = fields.Datetime(string="Started on", readonly=True)
    total = fields.Integer(compute="_compute_counts")
    queued_count = fields.Integer(string="Waiting", compute="_compute_counts")
    done_count = fields.Integer(string="Done", compute="_compute_counts")
    problem_count = fields.Integer(string="Not Done", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="In percent.")
    can_go_in_part = fields.Boolean(compute="_compute_can_go_in_part")

    # === COMPUTE METHODS === #

    @api.depends("action")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["action"]._description_selection(self.env))
        for run in self:
            run.display_name = labels[run.action]

    @api.depends("line_ids.result")
    def _compute_counts(self):
        counts = self.env["ecommerce.shipping.run.line"]._read_group(
            [("run_id", "in", self.ids)], ["run_id", "result"], ["__count"]
        )
        count_by_result = {(run, result): count for run, result, count in counts}
        for run in self:
            run.queued_count = count_by_result.get((run, "queued"), 0)
            run.done_count = count_by_result.get((run, "done"), 0)
            run.problem_count = count_by_result.get(
                (run, "skipped"), 0
            ) + count_by_result.get((run, "failed"), 0)
            run.total = run.queued_count + run.done_count + run.problem_count
            settled = run.total - run.queued_count
            run.progress = 100 * settled / run.total if run.total else 100

    @api.depends("line_ids.result")
    def _compute_can_go_in_part(self):
        for run in self:
            run.can_go_in_part = bool(
                run.action in ("ship", "all")
                and not run.queued_count
                and run._get_pickings_in_part()
            )

    # === ACTION METHODS === #

    def action_go_in_part(self):
        """Ship what is there of those that wait for stock; the rest follows."""
        self.ensure_one()
        return self._start(self.action, self._get_pickings_in_part(), True)

    # === BUSINESS METHODS === #

    @api.model
    def _start(self, action, pickings, is_partial_allowed=False):
        """Do an action with transfers, or queue it if they are many.

        :param str action: one of `SHIPPING_ACTIONS`.
        :return: What the web client shows of it.
        """
        pickings.check_access("write")
        run = self.create(
            {
                "action": action,
                "is_partial_allowed": is_partial_allowed,
                "line_ids": [
                    Command.create({"picking_id": picking.id}) for picking in pickings
                ],
            }
        )
        if run._is_for_background():
            self.env["ecommerce.flow.step"]._wake("run_shipping")
        else:
            run.line_ids._perform()
        return run._show()

    def _is_for_background(self):
        """Return whether nobody should wait for so many transfers."""
        self.ensure_one()
        return len(self.line_ids) > MOST_AT_ONCE

    def _get_pickings_in_part(self):
        """Return the transfers that wait for a part of their goods."""
        pickings = self.line_ids.filtered(
            lambda line: line.result == "skipped"
        ).picking_id
        return pickings.filtered(
            lambda picking: (
                picking.shipping_blocker == "stock" and picking._can_go_in_part()
            )
        )

    def _show(self):
        """Return what the web client shows: the results, or only that all is done."""
        self.ensure_one()
        if self.done_count == self.total:
            message = self.env._(
                "%(action)s: %(count)s done.",
                action=self.display_name,
                count=self.done_count,
            )
            return show_notification("success", message, next=CLOSE)
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    # === MAINTENANCE === #

    @api.autovacuum
    def _gc_runs(self):
        """Forget what came of runs that nobody asks about anymore."""
        self.search([("create_date", "<", fields.Datetime.now() - KEPT)]).unlink()


class EcommerceShippingRunLine(models.Model):
    _name = "ecommerce.shipping.run.line"
    _description = "Result of a Transfer in a Bulk Run"
    _order = "id"

    run_id = fields.Many2one(
        "ecommerce.shipping.run", required=True, index=True, ondelete="cascade"
    )
    picking_id = fields.Many2one(
        "stock.picking",
        string="Transfer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="picking_id.company_id", store=True)
    origin = fields.Char(related="picking_id.origin", string="Order")
    partner_id = fields.Many2one(related="picking_id.partner_id", string="Customer")
    result = fields.Selection(
        selection=SHIPPING_RESULTS, required=True, readonly=True, default="queued"
    )
    reason = fields.Char(readonly=True)

    _queued_idx = models.Index("(id) WHERE result = 'queued'")

    # === ACTION METHODS === #

    def action_open(self):
        """Open the transfer."""
        return self.picking_id._open_form()

    # === AUTOMATION: BULK RUNS === #

    @api.model
    def _flow_run_shipping_domain(self):
        return Domain("result", "=", "queued")

    def _flow_run_shipping(self):
        """Do what people wanted done, with their rights and in their language."""
        for run, lines in self.grouped("run_id").items():
            user = run.create_uid
            lines.with_user(user).with_context(
                allowed_company_ids=self.env.company.ids, lang=user.lang
            )._perform()

    def _perform(self):
        """Do the run's action with the transfers, and note what came of it."""
        if not self:
            return
        run = self.run_id
        Operations = self.env["ecommerce.shipping.operations"]
        Failure = self.env["ecommerce.flow.failure"]
        errors = Operations._perform(
            run.action, self.picking_id, run.is_partial_allowed
        )
        for error in errors.values():
            if not isinstance(error, UserError):
                _logger.warning("A transfer could not be handled", exc_info=error)
        failed = self.filtered(lambda line: line.picking_id in errors)
        (self - failed).result = "done"
        for line in failed:
            error = errors[line.picking_id]
            line.result = "skipped" if isinstance(error, UserError) else "failed"
            line.reason = Failure._get_reason(error)
