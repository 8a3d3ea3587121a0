import base64
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...models.engine.guard import write_guarded
from . import carrier_file
from .file_problems import explain_unreadable, explain_useless
from .parcel_results import ParcelResults
from .reported_parcels import find_parcels

MAX_ROWS = 100_000
# Separators of a text's cells.
SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
# Orders of dates in carriers' files.
DATE_ORDERS = [
    ("dmy", "Day, month, year: 31.12.2026"),
    ("mdy", "Month, day, year: 12/31/2026"),
    ("ymd", "Year, month, day: 2026-12-31"),
]


class EcommerceDeliveryImport(models.TransientModel):
    """Wizard that imports deliveries from a carrier's file, with a preview."""

    _name = "ecommerce.delivery.import"
    _description = "Import Delivery Dates"
    _inherit = ["ecommerce.readable.mixin"]

    state = fields.Selection(
        selection=[("choose", "Choose"), ("preview", "Preview"), ("done", "Done")],
        default="choose",
        required=True,
    )
    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()

    # How the file is read: recognized, or chosen by the user
    separator = fields.Selection(
        selection=[
            ("semicolon", "Semicolon"),
            ("comma", "Comma"),
            ("tab", "Tab"),
            ("pipe", "Vertical Bar"),
        ],
        string="Column Separator",
    )
    column_ids = fields.One2many("ecommerce.delivery.import.column", "import_id")
    number_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        string="Tracking Number Column",
        domain="[('import_id', '=', id)]",
    )
    date_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        string="Delivery Date Column",
        domain="[('import_id', '=', id)]",
    )
    status_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        domain="[('import_id', '=', id)]",
        help="Empty: every row with a date is a delivery.",
    )
    date_order = fields.Selection(selection=DATE_ORDERS, string="Date Format")
    has_titles = fields.Boolean(string="First Row Is a Header", default=True)
    status_ids = fields.One2many(
        "ecommerce.delivery.import.status", "import_id", string="Statuses"
    )
    question = fields.Char(readonly=True)

    # Preview and results
    line_ids = fields.One2many(
        "ecommerce.delivery.import.line", "import_id", string="Rows", readonly=True
    )
    ready_count = fields.Integer(readonly=True)
    undelivered_count = fields.Integer(readonly=True)
    left_out_count = fields.Integer(string="Skipped Count", readonly=True)
    summary = fields.Char(compute="_compute_summary")

    # === COMPUTE METHODS === #

    @api.depends("state", "ready_count", "undelivered_count", "left_out_count")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = wizard._get_summary()

    def _get_summary(self):
        counts = {
            "count": self.ready_count,
            "undelivered": self.undelivered_count,
            "left_out": self.left_out_count,
        }
        if self.state == "done":
            return self.env._(
                "Deliveries imported: %(count)s. Parcels that did not arrive: "
                "%(undelivered)s. Rows skipped: %(left_out)s.",
                **counts,
            )
        return self.env._(
            "Deliveries that can be imported: %(count)s. Parcels that did not arrive: "
            "%(undelivered)s. Rows skipped: %(left_out)s. Nothing is imported yet.",
            **counts,
        )

    # === ONCHANGE METHODS === #

    @api.onchange("file")
    def _onchange_file(self):
        """Reset what was recognized in another file."""
        self.separator = False
        self._forget_columns()

    @api.onchange("separator")
    def _onchange_separator(self):
        """Reset the columns for the new separator."""
        self._forget_columns()

    def _forget_columns(self):
        self.column_ids = self.status_ids = [Command.clear()]
        self.number_column_id = self.date_column_id = self.status_column_id = False
        self.date_order = self.question = False

    @api.onchange("date_column_id")
    def _onchange_date_column_id(self):
        """Reset the order of dates for another column."""
        self.date_order = False

    # === ACTION METHODS === #

    def action_preview(self):
        """Show the preview, or ask how the file is to be read.

        :raise UserError: If the file is no table with rows.
        """
        self.ensure_one()
        table = self._read_table()
        question = False if self.column_ids else self._recognize(table)
        self.question = question or self._get_question(table)
        if not self.question:
            self._preview(self._get_results(table))
        return self._reopen()

    def action_choose(self):
        """Go back to how the file is read."""
        self.ensure_one()
        self.state = "choose"
        return self._reopen()

    def action_note(self):
        """Record the deliveries of the ready rows in one transaction.

        Deliveries recorded by others since the preview are kept.
        """
        self.ensure_one()
        Picking = self.env["stock.picking"]
        Picking.check_access("write")
        ready_lines = self.line_ids.filtered(lambda line: line.result == "ready")
        noted = Picking
        for day, lines in ready_lines.grouped("delivered_on").items():
            noted |= lines.picking_id._set_delivered(day, "import")
        self._note_undelivered()
        late_lines = ready_lines.filtered(lambda line: line.picking_id not in noted)
        late_lines.result = "delivered"
        (ready_lines - late_lines).result = "noted"
        self._count("noted")
        self.state = "done"
        return self._reopen()

    def _note_undelivered(self):
        """Prevent that returned or undelivered parcels are estimated as delivered."""
        for line in self._get_undelivered_lines():
            line.picking_id._set_delivered(False, "import")
            if line.result == "returned":
                write_guarded(line.picking_id, {"is_sent_back": True})
            line.picking_id.message_post(
                body=self.env._(
                    "Not delivered according to the carrier's file: %(status)s "
                    "(%(date)s).",
                    status=line.status,
                    date=line.date or "-",
                )
            )

    def _get_undelivered_lines(self):
        """Return the rows about parcels that might be taken for delivered."""
        return self.line_ids.filtered(lambda line: line._is_about_undelivered())

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Delivery Dates"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # === READ THE FILE === #

    def _read_table(self):
        """Return the table of the file, read with the user's choices.

        :raise UserError: If it has none, or one without rows, or with too many.
        """
        file_name = self.file_name or self.env._("The file")
        try:
            table = carrier_file.read_table(
                base64.b64decode(self.file or b""), SEPARATORS.get(self.separator)
            )
        except carrier_file.UnreadableFile as error:
            problem = explain_unreadable(self.env, error.reason, file_name)
            raise UserError(problem) from error
        if self.column_ids:
            table.has_titles = self.has_titles
        if problem := explain_useless(self.env, table, file_name, MAX_ROWS):
            raise UserError(problem)
        return table

    def _recognize(self, table):
        """Detect the format of the file; return what the user has to choose."""
        columns = carrier_file.recognize_columns(table)
        names = {character: name for name, character in SEPARATORS.items()}
        self.separator = names.get(table.separator, False)
        self.has_titles = table.has_titles
        self.column_ids = [Command.clear()] + [
            Command.create({"index": index, "name": self._get_name(table, index)})
            for index in range(table.width)
        ]
        self.number_column_id = self._find_column(columns.number)
        self.date_column_id = self._find_column(columns.date)
        self.status_column_id = self._find_column(columns.status)
        if columns.is_status_unclear:
            return self.env._(
                "Several columns may contain the status of the parcels: choose the "
                "one that shows whether they were delivered."
            )
        return False

    def _get_name(self, table, index):
        """Return the label of a column: its title and some of its cells."""
        return self.env._(
            "Column %(number)s: %(samples)s",
            number=index + 1,
            samples=", ".join(table.get_samples(index)),
        )

    def _find_column(self, index):
        return self.column_ids.filtered(lambda column: column.index == index)

    # === QUESTIONS === #

    def _get_question(self, table):
        """Return the question to answer before the file can be read, or False."""
        return (
            self._ask_columns() or self._ask_dates(table) or self._ask_statuses(table)
        )

    def _ask_columns(self):
        if self.number_column_id and self.date_column_id:
            return False
        return self.env._(
            "The columns were not recognized: choose the columns with the tracking "
            "number and the delivery date."
        )

    def _ask_dates(self, table):
        dates = table.get_column(self.date_column_id.index)
        if not self.date_order:
            self.date_order = carrier_file.find_date_order(dates)
        if self.date_order or all(map(carrier_file.is_blank, dates)):
            return False
        return self.env._(
            "The date format is ambiguous: choose whether the day or the month comes "
            "first, or choose another column."
        )

    def _ask_statuses(self, table):
        """Ask for the meanings of statuses that decide about deliveries.

        The answers are stored. They are shown again with the next file that has such a
        status, so that they can be changed.
        """
        self._remember_statuses()
        results = self._get_results(table)
        unknown = results.find_unknown_statuses()
        if not self.status_column_id and not unknown:
            self.status_ids = [Command.clear()]
            return False
        self._show_statuses(unknown, results.report.find_statuses())
        return bool(unknown) and self.env._(
            "The meaning of these statuses is unknown: choose whether a parcel with "
            "such a status was delivered. Your choice is saved."
        )

    def _remember_statuses(self):
        chosen = self.status_ids.filtered("meaning")
        self.env["ecommerce.carrier.status"]._remember(
            {
                carrier_file.normalize_status(status.name or ""): status.meaning
                for status in chosen
            }
        )

    def _show_statuses(self, unknown, present):
        """List the unknown statuses, and those that users explained before."""
        meanings = self.env["ecommerce.carrier.status"]._get_meanings()
        names = {carrier_file.normalize_status(status) for status in unknown}
        names |= set(meanings) & set(present)
        self.status_ids = [Command.clear()] + [
            Command.create({"name": present[name], "meaning": meanings.get(name)})
            for name in sorted(names)
        ]

    # === PREVIEW === #

    def _get_results(self, table):
        """Return the results of the rows, read with the user's choices."""
        status = self.status_column_id
        report = carrier_file.Report(
            table,
            self.number_column_id.index,
            self.date_column_id.index,
            status.index if status else None,
            self.date_order or carrier_file.DATE_ORDERS[0],
            self.env["ecommerce.carrier.status"]._get_meanings(),
        )
        names, parcels = find_parcels(self.env, report.events)
        report.rename(names)
        return ParcelResults(report, parcels)

    def _preview(self, results):
        """Create the lines of the preview; nothing is recorded."""
        lines = [{**line, "import_id": self.id} for line in results.prepare_lines()]
        self.line_ids.unlink()
        self.env["ecommerce.delivery.import.line"].create(lines)
        self.invalidate_recordset(["line_ids"])
        self._count("ready")
        self.state = "preview"

    def _count(self, result):
        counts = Counter(self.line_ids.mapped("result"))
        self.ready_count = counts[result]
        self.undelivered_count = len(self._get_undelivered_lines())
        self.left_out_count = counts.total() - self.ready_count - self.undelivered_count
