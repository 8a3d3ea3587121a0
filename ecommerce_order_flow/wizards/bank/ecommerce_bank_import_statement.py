from odoo import api, fields, models
from odoo.tools import format_date

from .file_problems import (
    explain_no_journal,
    explain_other_currency,
    explain_strange,
    explain_unknown_currency,
)
from .journal_guess import find_journal, get_currency, names_account
from .statement_plan import StatementPlan
from .statement_preview import prepare_line_record, prepare_statement_record
from .statement_values import prepare_line, prepare_statement

BALANCE_STATES = [
    ("proven", "Add Up"),
    ("turned", "Add Up With Reversals Turned Round"),
    ("unproven", "Do Not Add Up"),
    ("unstated", "Not Stated"),
]
# Journals of accounts at banks and payment services.
JOURNAL_TYPES = ("bank", "credit", "cash")
# Odoo needs some 16 ms for a line; so many are created at once.
BATCH = 500


class EcommerceBankImportStatement(models.TransientModel):
    """A statement of a bank's file: whose it is, and whether it can be trusted."""

    _name = "ecommerce.bank.import.statement"
    _description = "Statement of a Bank's File"
    _order = "id"

    import_id = fields.Many2one("ecommerce.bank.import", index=True, ondelete="cascade")
    line_ids = fields.One2many("ecommerce.bank.import.line", "statement_id")
    file_name = fields.Char(readonly=True)
    name = fields.Char(string="Statement", readonly=True)
    account = fields.Char(readonly=True)
    journal_id = fields.Many2one(
        "account.journal",
        domain=[("type", "in", JOURNAL_TYPES)],
        help="Where the lines are booked; none: they are left out.",
    )
    planned_journal_id = fields.Many2one("account.journal", readonly=True)
    first_on = fields.Date(readonly=True)
    last_on = fields.Date(readonly=True)
    period = fields.Char(compute="_compute_period")
    currency_id = fields.Many2one("res.currency", readonly=True)
    currency_name = fields.Char(readonly=True)  # what the file says, if anything
    opening = fields.Monetary(readonly=True)
    closing = fields.Monetary(readonly=True)
    has_opening = fields.Boolean(readonly=True)
    has_closing = fields.Boolean(readonly=True)
    balance_state = fields.Selection(
        selection=BALANCE_STATES, string="Balances", readonly=True
    )
    problem = fields.Char(readonly=True)
    is_strange = fields.Boolean(readonly=True)
    new_count = fields.Integer(string="New", compute="_compute_counts")
    known_count = fields.Integer(string="There Already", compute="_compute_counts")
    pending_count = fields.Integer(string="Only Announced", compute="_compute_counts")
    internal_count = fields.Integer(string="Payouts, Conversions", readonly=True)
    other_count = fields.Integer(string="To Check", compute="_compute_counts")

    @api.depends("file_name", "currency_name")
    def _compute_display_name(self):
        for statement in self:
            names = (statement.file_name, statement.currency_name)
            statement.display_name = " ".join(filter(None, names))

    @api.depends("first_on", "last_on")
    @api.depends_context("lang")
    def _compute_period(self):
        for statement in self:
            days = dict.fromkeys((statement.first_on, statement.last_on))
            statement.period = " - ".join(
                format_date(self.env, day) for day in days if day
            )

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for statement in self:
            results = statement.line_ids.mapped("result")
            counts = {result: results.count(result) for result in set(results)}
            statement.new_count = counts.get("new", 0) + counts.get("imported", 0)
            statement.known_count = counts.get("known", 0)
            statement.pending_count = counts.get("pending", 0)
            statement.other_count = (
                len(results)
                - statement.new_count
                - statement.known_count
                - statement.pending_count
            )

    # === BUSINESS METHODS - PREVIEW === #

    def _get_identity(self):
        """Return by what a statement is found again when its file is."""
        return (self.file_name, self.name, self.account, self.currency_name)

    def _show(self, statement, chosen):
        """Show a statement and what becomes of its lines.

        :param dict chosen: Journals that people chose before, by statement.
        """
        self.write(prepare_statement_record(self.env, statement))
        journal = find_journal(self.env, statement, JOURNAL_TYPES)
        self.is_strange = names_account(statement) and not journal
        if not self.is_strange:
            self.journal_id = chosen.get(self._get_identity(), journal)
        self.planned_journal_id = self.journal_id
        if not self.currency_name:
            self.currency_id = get_currency(self.journal_id)
        self.problem = self._find_problem(statement)
        if not self.problem:
            plan = StatementPlan(statement, self.journal_id)
            common = {"import_id": self.import_id.id, "statement_id": self.id}
            self.line_ids.create(
                [
                    {**common, **prepare_line_record(self.env, plan, index)}
                    for index in range(len(plan.lines))
                ]
            )

    def _find_problem(self, statement):
        """Return why nothing of a statement can be booked, and what to do."""
        if self.is_strange:
            return explain_strange(self.env, statement.account, self.file_name)
        if statement.currency and not self.currency_id:
            return explain_unknown_currency(self.env, statement.currency)
        if not self.journal_id:
            return explain_no_journal(self.env)
        journal = self.journal_id
        if self.currency_id and get_currency(journal) != self.currency_id:
            return explain_other_currency(self.env, statement.currency, journal)
        return False

    # === BUSINESS METHODS - BOOK === #

    def _book(self, statement, file_name):
        """Book the lines that are new, and those that people want nevertheless."""
        if self.problem or not self.journal_id:
            return
        plan = StatementPlan(statement, self.journal_id)
        indexes = self._choose(plan)
        if indexes:
            self._create_lines(plan, indexes, file_name)
        lines = self.line_ids.filtered(lambda line: line.index in set(indexes))
        lines.result = "imported"
        for line in self.line_ids - lines:
            if line.result != plan.results[line.index]:
                line.result = plan.results[line.index]

    def _choose(self, plan):
        """Return which lines are booked, by what is there now."""
        shown = {line.index: line.result for line in self.line_ids if line.is_wanted}
        return [
            index
            for index, result in enumerate(plan.results)
            if index in shown
            and (result == "new" or result == shown[index] == "perhaps")
        ]

    def _create_lines(self, plan, indexes, file_name):
        company = plan.journal.company_id
        # In sudo mode because Community lets invoicing people only read statements:
        # the wizard is theirs, and they may read the journal.
        plan.journal.check_access("read")
        env = self.with_company(company).sudo().env
        values = prepare_statement(plan, indexes, file_name)
        bank_statement = env["account.bank.statement"].create(values or [])
        keys = plan.number_keys(indexes)
        vals_list = [
            {
                **prepare_line(env, plan, plan.lines[index], keys[index]),
                "statement_id": bank_statement.id,
            }
            for index in indexes
        ]
        for start in range(0, len(vals_list), BATCH):
            env["account.bank.statement.line"].create(vals_list[start : start + BATCH])
