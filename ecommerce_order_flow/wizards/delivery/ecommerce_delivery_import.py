import base64
from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from . import carrier_file
from .reported_parcels import days_of, find_parcels

MAX_ROWS = 100_000
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
    date_order = fields.Selection(selection=DATE_ORDERS, string="Dates Are Written")
    has_titles = fields.Boolean(string="First Row Has Titles", default=True)
    question = fields.Char(readonly=True)

    # What comes of it
    line_ids = fields.One2many(
        "ecommerce.delivery.import.line", "import_id", string="Rows", readonly=True
    )
    ready_count = fields.Integer(readonly=True)
    left_out_count = fields.Integer(readonly=True)
    summary = fields.Char(compute="_compute_summary")

    # === COMPUTE METHODS === #

    @api.depends("state", "ready_count", "left_out_count")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            wizard.summary = wizard._get_summary()

    def _get_summary(self):
        counts = {"count": self.ready_count, "left_out": self.left_out_count}
        if self.state == "done":
            return self.env._(
                "Deliveries noted: %(count)s. Rows left out: %(left_out)s.", **counts
            )
        return self.env._(
            "Deliveries that can be noted: %(count)s. Rows left out: %(left_out)s. "
            "Nothing is noted yet.",
            **counts,
        )

    # === ONCHANGE METHODS === #

    @api.onchange("file")
    def _onchange_file(self):
        """Forget what was recognised in another file."""
        self.column_ids = [Command.clear()]
        self.number_column_id = self.date_column_id = False
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
        rows = self._read_rows()
        if not self.column_ids:
            self._recognize(rows)
        self.question = self._get_question(rows)
        if not self.question:
            self._preview(rows)
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
        late_lines = ready_lines.filtered(lambda line: line.picking_id not in noted)
        late_lines.result = "delivered"
        (ready_lines - late_lines).result = "noted"
        self._count("noted")
        self.state = "done"
        return self._reopen()

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

    def _read_rows(self):
        file_name = self.file_name or self.env._("The file")
        try:
            rows = carrier_file.read_rows(base64.b64decode(self.file or b""))
        except carrier_file.UnreadableFile as error:
            raise UserError(
                self.env._(
                    "%(file)s can't be read: it is no text file with a table. Have the "
                    "carrier's list exported as CSV; spreadsheets can be saved as CSV.",
                    file=file_name,
                )
            ) from error
        self._ensure_table(rows, file_name)
        return rows

    @api.model
    def _ensure_table(self, rows, file_name):
        if not rows or max(map(len, rows)) < 2:
            raise UserError(
                self.env._(
                    "%(file)s has no table with tracking numbers and dates: each row "
                    "needs both, separated by a semicolon, comma or tab.",
                    file=file_name,
                )
            )
        if len(rows) > MAX_ROWS:
            raise UserError(
                self.env._(
                    "%(file)s has more than %(count)s rows: split it into several "
                    "files.",
                    file=file_name,
                    count=MAX_ROWS,
                )
            )

    def _recognize(self, rows):
        """Recognise the columns by their titles, and how the dates are written."""
        number_index = carrier_file.find_column(rows[0], carrier_file.NUMBER_TITLES)
        date_index = carrier_file.find_column(rows[0], carrier_file.DATE_TITLES)
        self.has_titles = number_index is not None or date_index is not None
        self.column_ids = [Command.clear()] + [
            Command.create(
                {"index": index, "name": self._get_column_name(index, rows[:2])}
            )
            for index in range(max(map(len, rows)))
        ]
        self.number_column_id = self._find_column(number_index)
        self.date_column_id = self._find_column(date_index)

    def _get_column_name(self, index, rows):
        samples = ", ".join(row[index] for row in rows if len(row) > index)
        return self.env._(
            "Column %(number)s: %(samples)s", number=index + 1, samples=samples
        )

    def _find_column(self, index):
        return self.column_ids.filtered(lambda column: column.index == index)

    def _get_question(self, rows):
        """Return what has to be chosen before the file can be read."""
        if not self.number_column_id or not self.date_column_id:
            return self.env._(
                "The columns were not recognised: choose where the tracking number and "
                "the date of delivery are."
            )
        if not self.date_order:
            dates = [date for _number, date in self._read_cells(rows)]
            self.date_order = carrier_file.find_date_order(dates)
        if not self.date_order:
            return self.env._(
                "It is not clear how the dates are written: choose whether the day or "
                "the month comes first, or another column."
            )
        return False

    def _read_cells(self, rows):
        """Return number and date of each row, as they are written."""
        number_index = self.number_column_id.index
        date_index = self.date_column_id.index
        return [
            (
                carrier_file.normalize_number("".join(row[number_index:][:1])),
                "".join(row[date_index:][:1]),
            )
            for row in (rows[1:] if self.has_titles else rows)
        ]

    # === PREVIEW === #

    def _preview(self, rows):
        """Find what becomes of each row; nothing is noted yet."""
        lines = self._prepare_lines(rows)
        self.line_ids.unlink()
        self.env["ecommerce.delivery.import.line"].create(lines)
        self.invalidate_recordset(["line_ids"])
        self._count("ready")
        self.state = "preview"

    def _count(self, result):
        counts = Counter(self.line_ids.mapped("result"))
        self.ready_count = counts[result]
        self.left_out_count = counts.total() - counts[result]

    def _prepare_lines(self, rows):
        cells = self._read_cells(rows)
        days = self._read_days(cells)
        parcels = find_parcels(self.env, [number for number, _date in cells])
        seen = set()
        lines = []
        for number, date in cells:
            day = carrier_file.read_date(date, self.date_order)
            found = parcels[number]
            result = self._get_row_result(number, day, days, found)
            if result == "ready" and number in seen:
                result = "doubled"
            seen.add(number)
            lines.append(
                {
                    "import_id": self.id,
                    "number": number,
                    "date": date,
                    "delivered_on": result == "ready" and max(days_of(found, days)),
                    "picking_id": len(found) == 1 and found.id,
                    "result": result,
                }
            )
        return lines

    def _read_days(self, cells):
        """Return the days on which each number was delivered, by the file."""
        days = defaultdict(set)
        for number, date in cells:
            days[number].add(carrier_file.read_date(date, self.date_order))
        return days

    def _get_row_result(self, number, day, days, parcels):
        """Return what becomes of a row.

        :param date day: The day that it says, none if it isn't readable.
        :param dict days: The days that the file says, by number.
        :param parcels: The transfers with that number.
        """
        if not parcels:
            return "unknown"
        if len(parcels) > 1:
            return "ambiguous"
        if not day:
            return "unreadable"
        if len(days[number]) > 1:
            return "doubled"
        return self._get_parcel_result(parcels, days)

    def _get_parcel_result(self, parcel, days):
        """Return what becomes of the row of a parcel.

        A parcel of several packages, each with its number, is delivered when all of
        them are, on the last one's day.
        """
        if not parcel._is_shipped():
            return "not_shipped"
        if not parcel._can_be_delivered("import"):
            return "delivered"
        parcel_days = days_of(parcel, days)
        if None in parcel_days:
            return "incomplete"
        if max(parcel_days) > parcel._get_shipping_calendar()._get_today():
            return "future"
        if max(parcel_days) < parcel._get_shipped_on():
            return "too_early"
        return "ready"
