import base64
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from . import carrier_file
from .file_problems import explain_no_table, explain_too_long, explain_unreadable
from .parcel_results import ParcelResults
from .reported_parcels import find_parcels

MAX_ROWS = 100_000
# What separates the cells of a text.
SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
# In which order dates of a carrier's file are written.
DATE_ORDERS = [
    ("dmy", "Day, month, year: 31.12.2026"),
    ("mdy", "Month, day, year: 12/31/2026"),
    ("ymd", "Year, month, day: 2026-12-31"),
]


class EcommerceDeliveryImport(models.TransientModel):
    """Deliveries that a carrier lists in a file: first shown row by row, then noted."""

    _name = "ecommerce.delivery.import"
    _description = "Import Deliveries"

    state = fields.Selection(
        selection=[("choose", "Choose"), ("preview", "Preview"), ("done", "Done")],
        default="choose",
        required=True,
    )
    file = fields.Binary(required=True, attachment=False)
    file_name = fields.Char()

    # How the file is read: recognised, or chosen by whoever knows better
    separator = fields.Selection(
        selection=[
            ("semicolon", "Semicolon"),
            ("comma", "Comma"),
            ("tab", "Tab"),
            ("pipe", "Vertical Bar"),
        ],
        string="Columns Are Separated By",
    )
    column_ids = fields.One2many("ecommerce.delivery.import.column", "import_id")
    number_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        string="Tracking Number In",
        domain="[('import_id', '=', id)]",
    )
    date_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        string="Date of Delivery In",
        domain="[('import_id', '=', id)]",
    )
    status_column_id = fields.Many2one(
        "ecommerce.delivery.import.column",
        string="Status In",
        domain="[('import_id', '=', id)]",
        help="Empty: every row with a date is a delivery.",
    )
    date_order = fields.Selection(selection=DATE_ORDERS, string="Dates Are Written")
    has_titles = fields.Boolean(string="First Row Has Titles", default=True)
    status_ids = fields.One2many(
        "ecommerce.delivery.import.status", "import_id", string="Statuses"
    )
    question = fields.Char(readonly=True)

    # What comes of it
    line_ids = fields.One2many(
        "ecommerce.delivery.import.line", "import_id", string="Rows", readonly=True
    )
    ready_count = fields.Integer(readonly=True)
    undelivered_count = fields.Integer(readonly=True)
    left_out_count = fields.Integer(readonly=True)
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
                "Deliveries noted: %(count)s. Parcels that did not arrive: "
                "%(undelivered)s. Rows left out: %(left_out)s.",
                **counts,
            )
        return self.env._(
            "Deliveries that can be noted: %(count)s. Parcels that did not arrive: "
            "%(undelivered)s. Rows left out: %(left_out)s. Nothing is noted yet.",
            **counts,
        )

    # === ONCHANGE METHODS === #

    @api.onchange("file")
    def _onchange_file(self):
        """Forget what was recognised in another file."""
        self.separator = False
        self._forget_columns()

    @api.onchange("separator")
    def _onchange_separator(self):
        """Have the columns recognised that another separator makes."""
        self._forget_columns()

    def _forget_columns(self):
        self.column_ids = self.status_ids = [Command.clear()]
        self.number_column_id = self.date_column_id = self.status_column_id = False
        self.date_order = self.question = False

    @api.onchange("date_column_id")
    def _onchange_date_column_id(self):
        """Have the dates of another column looked at anew."""
        self.date_order = False

    # === ACTION METHODS === #

    def action_preview(self):
        """Show what would become of each row, or ask how the file is to be read.

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
        """Note the deliveries of the good rows, all at once.

        What colleagues noted since the preview stays.
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
        """Have nobody estimate that parcels arrived which came back or are underway."""
        for line in self._get_undelivered_lines():
            line.picking_id._set_delivered(False, "import")
            line.picking_id.message_post(
                body=self.env._(
                    "Not delivered, says the carrier's file: %(status)s (%(date)s).",
                    status=line.status,
                    date=line.date or "-",
                )
            )

    def _get_undelivered_lines(self):
        """Return the rows about parcels that might be taken for delivered."""
        return self.line_ids.filtered(
            lambda line: (
                line.result in ("returned", "mistaken")
                and line.picking_id._can_be_delivered("import")
            )
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Deliveries"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # === READ THE FILE === #

    def _read_table(self):
        """Return the table of the file, read as people say.

        :raise UserError: If it has none, or one that is too long.
        """
        file_name = self.file_name or self.env._("The file")
        try:
            table = carrier_file.read_table(
                base64.b64decode(self.file or b""), SEPARATORS.get(self.separator)
            )
        except carrier_file.UnreadableFile as error:
            problem = explain_unreadable(self.env, error.reason, file_name)
            raise UserError(problem) from error
        if table.width < 2:
            raise UserError(explain_no_table(self.env, file_name))
        if len(table.rows) > MAX_ROWS:
            raise UserError(explain_too_long(self.env, file_name, MAX_ROWS))
        if self.column_ids:
            table.has_titles = self.has_titles
        return table

    def _recognize(self, table):
        """Recognise how the file is read, and return what is to be chosen."""
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
                "Several columns may have the status of the parcels: choose the one "
                "that says whether they were delivered."
            )
        return False

    def _get_name(self, table, index):
        """Return how a column is offered: by its title and some of its cells."""
        return self.env._(
            "Column %(number)s: %(samples)s",
            number=index + 1,
            samples=", ".join(table.get_samples(index)),
        )

    def _find_column(self, index):
        return self.column_ids.filtered(lambda column: column.index == index)

    # === QUESTIONS === #

    def _get_question(self, table):
        """Return what has to be chosen before the file can be read."""
        return (
            self._ask_columns() or self._ask_dates(table) or self._ask_statuses(table)
        )

    def _ask_columns(self):
        if self.number_column_id and self.date_column_id:
            return False
        return self.env._(
            "The columns were not recognised: choose where the tracking number and the "
            "date of delivery are."
        )

    def _ask_dates(self, table):
        dates = table.get_column(self.date_column_id.index)
        if not self.date_order:
            self.date_order = carrier_file.find_date_order(dates)
        if self.date_order or all(map(carrier_file.is_blank, dates)):
            return False
        return self.env._(
            "It is not clear how the dates are written: choose whether the day or the "
            "month comes first, or another column."
        )

    def _ask_statuses(self, table):
        """Ask what statuses mean on which it depends whether parcels arrived.

        The answers are remembered. They are shown again with the next file that has
        such a status, so that they can be changed.
        """
        if not self.status_column_id:
            self.status_ids = [Command.clear()]
            return False
        self._remember_statuses()
        results = self._get_results(table)
        unknown = results.find_unknown_statuses()
        self._show_statuses(unknown, results.report.find_statuses())
        return bool(unknown) and self.env._(
            "What these statuses mean is not known: choose whether a parcel with such "
            "a status was delivered. Your choice is remembered."
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
        """List the unknown statuses, and those that people explained before."""
        meanings = self.env["ecommerce.carrier.status"]._get_meanings()
        names = {carrier_file.normalize_status(status) for status in unknown}
        names |= set(meanings) & set(present)
        self.status_ids = [Command.clear()] + [
            Command.create({"name": present[name], "meaning": meanings.get(name)})
            for name in sorted(names)
        ]

    # === PREVIEW === #

    def _get_results(self, table):
        """Return what becomes of the rows, as people chose to read them."""
        status = self.status_column_id
        report = carrier_file.Report(
            table,
            self.number_column_id.index,
            self.date_column_id.index,
            status.index if status else None,
            self.date_order or carrier_file.DATE_ORDERS[0],
            self.env["ecommerce.carrier.status"]._get_meanings(),
        )
        return ParcelResults(report, find_parcels(self.env, report.events))

    def _preview(self, results):
        """Show what becomes of each row; nothing is noted yet."""
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
