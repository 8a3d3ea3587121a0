from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

KEPT_DAYS = 90


class EcommerceAutomationRun(models.Model):
    """A batch processed by an automation. Rows are only ever added.

    So no worker waits for another one to count its results.
    """

    _name = "ecommerce.automation.run"
    _description = "Automation Run"
    _order = "id desc"
    _log_access = True

    automation_id = fields.Many2one(
        "ecommerce.automation",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    create_date = fields.Datetime(string="Date", readonly=True, index=True)
    done = fields.Integer(readonly=True)
    failed = fields.Integer(readonly=True)
    seconds = fields.Float(string="Duration (s)", readonly=True)

    @api.autovacuum
    def _gc_old_runs(self):
        oldest = fields.Datetime.now() - relativedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", oldest)], limit=10_000).unlink()
