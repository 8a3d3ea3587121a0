from odoo import api, fields, models
from odoo.fields import Domain


class AccountJournal(models.Model):
    _name = "account.journal"
    _inherit = ["account.journal", "ecommerce.guarded.mixin"]

    bank_imported_at = fields.Datetime(
        string="Last Bank Import",
        readonly=True,
        copy=False,
        help="When a bank file was last imported, even if it contained nothing new.",
    )
    bank_known_on = fields.Date(
        string="Bank Files until",
        readonly=True,
        copy=False,
        help="The date up to which imported bank files contain the bookings.",
    )
    tells_payments = fields.Boolean(
        string="Customers Pay to This Account",
        default=True,
        help="Unpaid orders are only cancelled if the bank statements of this account "
        "are new enough.",
    )

    # === BUSINESS METHODS === #

    def _note_import(self, day):
        """Record the import of a bank file that covers the bookings up to a date."""
        self.ensure_one()
        # Entries dated ahead don't cover the dates before them.
        day = day and min(day, self.company_id._get_today())
        known = max(filter(None, [self.bank_known_on, day]), default=False)
        self.write({"bank_imported_at": fields.Datetime.now(), "bank_known_on": known})

    @api.model
    def _find_imported(self, company):
        """Return the company's journals with imported statements of customer payments.

        Includes those of the parent company of a branch.
        """
        journals = self.search(
            [
                *self._check_company_domain(company),
                ("type", "=", "bank"),
                ("tells_payments", "=", True),
            ]
        )
        return journals.filtered(
            lambda journal: journal.bank_imported_at or journal._find_last_line()
        )

    def _find_last_line(self):
        return self.env["account.bank.statement.line"].search(
            [("journal_id", "=", self.id)], limit=1
        )

    def _was_imported_since(self, day):
        """Return whether statements were imported since a date, whatever they cover."""
        self.ensure_one()
        times = [self.bank_imported_at, self._find_last_line().create_date]
        get_day = self.company_id._get_day
        return any(get_day(time) >= day for time in times if time)

    def _get_known_on(self):
        """Return the date up to which statements cover the bookings, or None."""
        self.ensure_one()
        last = self._find_last_line()
        # Entries dated ahead don't cover the dates before them.
        read_on = last and self.company_id._get_day(last.create_date)
        days = [self.bank_known_on, last and min(last.date, read_on)]
        return max(filter(None, days), default=None)

    def _has_lines_to_match(self):
        """Return whether the journal has lines that are not matched with orders yet."""
        is_due = Domain("is_to_match", "=", True) & Domain(
            "date", "<=", self.company_id._get_today()
        )
        return self.env["account.bank.statement.line"].search_count(
            is_due & Domain("journal_id", "=", self.id), limit=1
        )
