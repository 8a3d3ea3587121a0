import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ...client_actions import CLOSE, show_notification
from .locks import IS_AUTOMATED

_logger = logging.getLogger(__name__)

# As many records as a list page has are processed at once; more are processed in the
# background.
MOST_AT_ONCE = 80
# How long the results are kept.
KEPT = relativedelta(days=30)


class EcommerceBulkRun(models.Model):
    """A bulk action on several records, with a result for each.

    A room adds its actions to `action` and runs them in `_perform`.
    """

    _name = "ecommerce.bulk.run"
    _description = "Bulk Operation"
    _order = "id desc"

    action = fields.Selection(selection=[], required=True, readonly=True)
    line_ids = fields.One2many("ecommerce.bulk.run.line", "run_id", readonly=True)
    create_uid = fields.Many2one("res.users", string="Started by", readonly=True)
    create_date = fields.Datetime(string="Started on", readonly=True)
    total = fields.Integer(compute="_compute_counts")
    queued_count = fields.Integer(string="Queued", compute="_compute_counts")
    done_count = fields.Integer(string="Done", compute="_compute_counts")
    problem_count = fields.Integer(string="Skipped", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts", help="In percent.")

    # === COMPUTE METHODS === #

    @api.depends("action")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["action"]._description_selection(self.env))
        for run in self:
            run.display_name = labels[run.action]

    @api.depends("line_ids.result")
    def _compute_counts(self):
        counts = self.env["ecommerce.bulk.run.line"]._read_group(
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

    # === BUSINESS METHODS === #

    @api.model
    def _start(self, action, records, **values):
        """Run an action on records, or queue it if there are many.

        :param str action: One of the actions of `action`.
        :param values: Further field values of the run, used by the action.
        :return: The client action that shows the results.
        :raise AccessError: If the user may not write the records.
        """
        records.check_access("write")
        # In sudo mode because users can't write runs and results.
        run = self.sudo().create(
            {
                "action": action,
                "line_ids": [
                    Command.create(self._prepare_line_vals(record))
                    for record in records
                ],
                **values,
            }
        )
        if run._is_for_background():
            self.env["ecommerce.automation"]._trigger("run_bulk")
        else:
            run.sudo(False).line_ids._perform()
        return run._show()

    @api.model
    def _prepare_line_vals(self, record):
        """Return the values of a record's result; extended for other models."""
        values = {"company_id": record.company_id.id}
        return (
            {**values, "order_id": record.id}
            if record._name == "sale.order"
            else values
        )

    def _is_for_background(self):
        """Return whether the run exceeds the foreground limit."""
        self.ensure_one()
        return len(self.line_ids) > MOST_AT_ONCE

    def _perform(self, records):
        """Run the action on the records; extended by each room for its actions.

        :return: The errors by record; records without an error are done.
        :rtype: dict[Model, Exception]
        """
        raise NotImplementedError(f"Nobody does {self.action} with {records}")

    def _show(self):
        """Return the client action: the results, or a notification if all is done."""
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
        """Delete runs older than 30 days."""
        self.search([("create_date", "<", fields.Datetime.now() - KEPT)]).unlink()


class EcommerceBulkRunLine(models.Model):
    _name = "ecommerce.bulk.run.line"
    _description = "Bulk Operation Result"
    _order = "id"

    run_id = fields.Many2one(
        "ecommerce.bulk.run",
        string="Bulk Operation",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    # Warehouse users may not read orders, but see their numbers and customers.
    order_name = fields.Char(related="order_id.name")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    result = fields.Selection(
        selection=[
            ("queued", "Queued"),
            ("done", "Done"),
            ("skipped", "Skipped"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="queued",
    )
    reason = fields.Char(readonly=True)

    _queued_idx = models.Index("(id) WHERE result = 'queued'")

    # === ACTION METHODS === #

    def action_open(self):
        """Open the record of the result."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._get_record()._name,
            "res_id": self._get_record().id,
            "views": [(False, "form")],
        }

    # === AUTOMATION: BULK RUNS === #

    @api.model
    def _flow_run_bulk_domain(self):
        return Domain("result", "=", "queued")

    def _flow_run_bulk(self):
        """Run the actions with the rights and in the language of their users."""
        for run, lines in self.grouped("run_id").items():
            user = run.create_uid
            lines.with_user(user).with_context(
                **{IS_AUTOMATED: False},  # Started by a user, and not retried.
                allowed_company_ids=self.env.company.ids,
                lang=user.lang or user.company_id.partner_id.lang,
            )._perform()

    def _perform(self):
        """Run the action on the records, and record the results."""
        if not self:
            return
        record_by_line = {line: line._get_record() for line in self}
        records = self[0]._get_record().union(*record_by_line.values())
        errors = self.run_id._perform(records)
        for line, record in record_by_line.items():
            line._note_result(errors.get(record))

    def _get_record(self):
        """Return the record of the result; extended for models other than orders."""
        self.ensure_one()
        return self.order_id

    def _note_result(self, error):
        """Set the result: done, skipped, or failed with a technical error."""
        if error and not isinstance(error, UserError):
            _logger.warning("%s failed", self._get_record(), exc_info=error)
        refused = "skipped" if isinstance(error, UserError) else "failed"
        # In sudo mode because users can't write results.
        self.sudo().write(
            {
                "result": refused if error else "done",
                "reason": error and self.env["ecommerce.failure"]._get_reason(error),
            }
        )
