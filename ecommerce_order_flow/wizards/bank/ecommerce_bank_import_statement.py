from odoo import api, fields, models
from odoo.tools import format_date

from .file_problems import (
    explain_no_journal,
    explain_other_currency,
    explain_strange,
    explain_unknown_currency,
)
from .journal_guess import JOURNAL_TYPES, get_currency, names_account
from .statement_preview import prepare_line_record, prepare_statement_record

BALANCE_STATES = [
    ("proven", "Add Up"),
    ("turned", "Corrected"),
    ("unproven", "Do Not Add Up"),
    ("unstated", "Not Stated"),
]
# Results that need a decision about lines that could be booked.
DOUBTS = ("closed", "perhaps", "far")


class EcommerceBankImportStatement(models.TransientModel):
    """A statement of a bank file in the preview: its journal and balances."""

    _name = "ecommerce.bank.import.statement"
    _description = "Bank File Statement"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "id"

    import_id = fields.Many2one("ecommerce.bank.import", index=True, ondelete="cascade")
    line_ids = fields.One2many("ecommerce.bank.import.line", "statement_id")
    file_name = fields.Char(readonly=True)
    name = fields.Char(string="Statement", readonly=True)
    account = fields.Char(readonly=True)
    journal_id = fields.Many2one(
        "account.journal",
        domain=[("type", "in", JOURNAL_TYPES)],
        help="Where the lines are booked. Without a journal they are skipped.",
    )
    planned_journal_id = fields.Many2one("account.journal", readonly=True)
    first_on = fields.Date(readonly=True)
    last_on = fields.Date(readonly=True)
    period = fields.Char(compute="_compute_period")
    currency_id = fields.Many2one("res.currency", readonly=True)
    currency_name = fields.Char(readonly=True)  # as stated in the file, if at all
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
    known_count = fields.Integer(string="Already Imported", compute="_compute_counts")
    pending_count = fields.Integer(string="Not Booked Yet", compute="_compute_counts")
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
        """Return the key by which a statement is found again."""
        return (self.file_name, self.name, self.account, self.currency_name)

    def _show(self, statement, chosen, guess, upload):
        """Set the preview of a statement, and return the values of its lines.

        :param dict chosen: Journals chosen by the user before, by statement.
        :param JournalGuess guess: Finds the journals of accounts.
        :param Upload upload: Knows the statements before it.
        """
        currency = guess.find_currency(statement.currency)
        self.write(prepare_statement_record(statement, currency))
        journal = guess.find(statement)
        self.is_strange = names_account(statement) and not journal
        if not self.is_strange:
            self.journal_id = chosen.get(self._get_identity(), journal)
        self.planned_journal_id = self.journal_id
        if not self.currency_name:
            self.currency_id = get_currency(self.journal_id)
        self.problem = self._find_problem(statement)
        if self.problem:
            return []
        plan = upload.plan(statement, self.journal_id)
        upload.note(plan, plan.get_new_indexes())
        common = {"import_id": self.import_id.id, "statement_id": self.id}
        return [
            {**common, **prepare_line_record(self.env, plan, index)}
            for index in range(len(plan.lines))
        ]

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

    def _choose(self, plan):
        """Return the indexes of the lines to book by the present plan."""
        shown = self._get_wanted_results()
        return [
            index
            for index, result in enumerate(plan.results)
            if index in shown
            and (result == "new" or result == shown[index] in ("perhaps", "far"))
        ]

    def _is_outdated(self, plan):
        """Return whether new decisions are needed about selected lines.

        Their period was closed meanwhile, or others booked possible duplicates.
        """
        return any(
            plan.results[index] in DOUBTS and plan.results[index] != it
            for index, it in self._get_wanted_results().items()
        )

    def _get_wanted_results(self):
        """Return the results shown for the selected lines, by index."""
        return {line.index: line.result for line in self.line_ids if line.is_wanted}

    def _show_booked(self, plan, indexes):
        """Show which lines were booked, and the present results of the others."""
        booked = set(indexes)
        lines = self.line_ids.filtered(lambda line: line.index in booked)
        lines.result = "imported"
        for line in self.line_ids - lines:
            if line.result != plan.results[line.index]:
                line.result = plan.results[line.index]
