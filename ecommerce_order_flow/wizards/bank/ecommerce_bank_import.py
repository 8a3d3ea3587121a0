from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.bank.ecommerce_bank_table import DATE_FORMATS, DECIMAL_SIGNS
from .bank_file import UnreadableFile, read_statements
from .file_problems import (
    explain_closed,
    explain_empty,
    explain_statement,
    explain_too_long,
    explain_unreadable,
)
from .journal_guess import JournalGuess
from .own_table import OwnTable, get_profiles, is_own
from .statement_booking import StatementBooking
from .statement_plan import Upload

# As many as Odoo books in the foreground within a minute or two.
MOST_LINES = 5_000
# Users may leave the wizard after the upload.
UPLOADS_ARE_KEPT = timedelta(days=1)


class EcommerceBankImport(models.TransientModel):
    """Wizard that imports bank files, with a preview of each line."""

    _name = "ecommerce.bank.import"
    _description = "Import Bank Files"
    _inherit = ["ecommerce.readable.mixin"]

    state = fields.Selection(
        selection=[
            ("choose", "Choose"),
            ("columns", "Columns"),
            ("preview", "Preview"),
            ("done", "Done"),
        ],
        default="choose",
        required=True,
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Choose Files")

    # Table of an unknown bank
    asked_attachment_id = fields.Many2one("ir.attachment", readonly=True)
    column_ids = fields.One2many("ecommerce.bank.import.column", "import_id")
    date_format = fields.Selection(selection=DATE_FORMATS)
    decimal_sign = fields.Selection(selection=DECIMAL_SIGNS)
    currency_id = fields.Many2one(
        "res.currency",
        string="Amounts Are In",
        default=lambda self: self.env.company.currency_id,
        help="Used if no column contains it.",
    )
    question = fields.Char(readonly=True)

    # Preview and results
    statement_ids = fields.One2many("ecommerce.bank.import.statement", "import_id")
    line_ids = fields.One2many("ecommerce.bank.import.line", "import_id")
    has_own_table = fields.Boolean(readonly=True)
    closed_count = fields.Integer(compute="_compute_counts")
    perhaps_count = fields.Integer(compute="_compute_counts")
    far_count = fields.Integer(compute="_compute_counts")
    import_count = fields.Integer(compute="_compute_counts")
    leaves_closed_out = fields.Boolean(string="Skip Them")
    summary = fields.Char(compute="_compute_summary")
    problems = fields.Text(compute="_compute_problems")

    # === COMPUTE METHODS === #

    @api.depends("line_ids.result", "line_ids.is_wanted")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            results = lines.mapped("result")
            wizard.closed_count = results.count("closed")
            wizard.perhaps_count = results.count("perhaps")
            wizard.far_count = results.count("far")
            wizard.import_count = len(lines.filtered("is_wanted"))

    @api.depends("state", "line_ids.result", "line_ids.is_wanted")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = wizard._get_summary()

    @api.depends("statement_ids.problem", "statement_ids.balance_state")
    @api.depends_context("lang")
    def _compute_problems(self):
        for wizard in self:
            problems = filter(None, map(explain_statement, wizard.statement_ids))
            wizard.problems = "\n".join(problems)

    def _get_summary(self):
        if self.state == "done":
            count = len(self.line_ids.filtered(lambda line: line.result == "imported"))
            return self.env._(
                "Lines imported: %(count)s. Skipped: %(left_out)s.",
                count=count,
                left_out=len(self.line_ids) - count,
            )
        return self.env._(
            "Lines that will be imported: %(count)s. Skipped: %(left_out)s. Nothing "
            "is imported yet.",
            count=self.import_count,
            left_out=len(self.line_ids) - self.import_count,
        )

    # === ACTION METHODS === #

    def action_preview(self):
        """Show the preview, or ask for the contents of a table's columns.

        :raise UserError: If a file can't be read, or belongs to an unknown account.
        """
        self.ensure_one()
        if not self.attachment_ids:
            raise UserError(self.env._("Choose the file that you get from your bank."))
        self.question = False
        if self.state == "columns" and not self._learn_table():
            return self._reopen()
        statements = self._read_statements()
        if statements is not None:
            self._preview(statements)
        return self._reopen()

    def action_choose(self):
        """Go back to the selection of files."""
        self.ensure_one()
        self.state = "choose"
        return self._reopen()

    def action_columns(self):
        """Go back to the columns of the first table that users assigned."""
        self.ensure_one()
        attachments = self.attachment_ids.sorted("id")
        tables = [OwnTable(self, attachment) for attachment in attachments]
        table = next(filter(OwnTable.find_remembered, tables), None)
        if table:
            self.write({**table.prepare_question("titles"), "state": "columns"})
        return self._reopen()

    def action_import(self):
        """Book the new lines in one transaction; lines booked by others are skipped.

        :raise UserError: If a decision is missing.
        """
        self.ensure_one()
        self.statement_ids.journal_id.check_access("read")
        if any(it.journal_id != it.planned_journal_id for it in self.statement_ids):
            return self.action_preview()
        if self.closed_count and not self.leaves_closed_out:
            raise UserError(explain_closed(self.env, self.closed_count))
        statements = self._read_statements()
        if statements is None:  # another user changed the columns
            return self._reopen()
        booking = StatementBooking(self.statement_ids, statements)
        if booking.is_outdated():
            return self.action_preview()
        booking.book()
        self.state = "done"
        return self._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Bank Files"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    # === READ THE FILES === #

    def _read_statements(self):
        """Return the statements with the names of their files, one per currency.

        :return: None if a question must be answered first.
        :raise UserError: If a file can't be read.
        """
        found = []
        for attachment in self.attachment_ids.sorted("id"):
            try:
                statements = read_statements(
                    attachment.raw or b"", get_profiles(self.env)
                )
            except UnreadableFile as error:
                if self._ask_columns(attachment, error.reason):
                    return None
                problem = explain_unreadable(self.env, error.reason, attachment.name)
                raise UserError(problem) from error
            if not statements:
                raise UserError(explain_empty(self.env, attachment.name))
            for statement in statements:
                parts = statement.split_by_currency()
                found += [(attachment.name, part) for part in parts]
        if sum(len(statement.lines) for _name, statement in found) > MOST_LINES:
            raise UserError(explain_too_long(self.env, MOST_LINES))
        return found

    # === TABLES THAT NO BANK WRITES SO === #

    def _ask_columns(self, attachment, reason):
        """Ask for the contents of a table's columns, if the file has a table.

        :return: Whether the question was set.
        """
        table = OwnTable(self, attachment)
        if not table.can_be_asked(reason):
            return False
        self.write({**table.prepare_question(reason), "state": "columns"})
        return True

    def _learn_table(self):
        """Store the columns that the user assigned.

        :return: Whether the table can be read with them.
        """
        table = OwnTable(self, self.asked_attachment_id)
        self.question = table.find_problem()
        if not self.question:
            table.remember()
        return not self.question

    # === PREVIEW === #

    def _preview(self, statements):
        """Create the lines of the preview; nothing is booked.

        :raise UserError: If all accounts are unknown.
        """
        chosen = {it._get_identity(): it.journal_id for it in self.statement_ids}
        self.statement_ids.unlink()
        records = self.statement_ids.create(
            [{"import_id": self.id, "file_name": name} for name, _it in statements]
        )
        guess = JournalGuess(self.env)
        upload = Upload([statement for _name, statement in statements])
        vals_list = []
        for record, (_name, statement) in zip(records, statements, strict=True):
            vals_list += record._show(statement, chosen, guess, upload)
        self.line_ids.create(vals_list)
        if all(record.is_strange for record in records):
            raise UserError(records[0].problem)
        self.invalidate_recordset(["statement_ids", "line_ids"])
        self.has_own_table = any(is_own(statement) for _name, statement in statements)
        self.leaves_closed_out = False
        self.state = "preview"

    # === MAINTENANCE === #

    @api.autovacuum
    def _gc_uploads(self):
        """Delete uploaded files, because statements are confidential."""
        self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", False),
                ("create_date", "<", fields.Datetime.now() - UPLOADS_ARE_KEPT),
            ]
        ).unlink()
