"""What becomes of each line of a statement in a journal; nothing is booked yet."""

from collections import Counter
from decimal import Decimal

from .bank_file import Trace, find_known
from .journal_guess import get_currency


class StatementPlan:
    """A statement that is to be booked in a journal.

    Of payment services the gross amount is a line, which pays the order, and the fee
    another one: the journal's balance stays what the service owes. Payouts and
    conversions are lines that name no order.
    """

    def __init__(self, statement, journal):
        self.statement = statement
        self.journal = journal
        self.digits = get_currency(journal).decimal_places
        lines = statement.lines
        if lines and self._is_newest_first(lines):
            lines = lines[::-1]
        self.lines = [part for line in lines for part in line.take_fee_apart()]
        self.traces = [self._trace(line) for line in self.lines]
        self.booked = self._find_booked()
        self.results = self._get_results()

    def _is_newest_first(self, lines):
        days = [line.booked_on for line in lines if line.booked_on]
        return bool(days) and days[0] > days[-1]

    def _trace(self, line):
        return Trace.make(
            booked_on=line.booked_on,
            amount=self._write(line.amount),
            format=self.statement.format,
            bank_reference=line.bank_reference,
            end_to_end=line.end_to_end,
            iban=line.iban,
            text=get_text(line),
            payer=line.payer,
        )

    def _write(self, amount):
        return f"{amount:.{self.digits}f}"

    # === WHAT WAS BOOKED BEFORE === #

    def _find_booked(self):
        """Return what the journal has of the days of the statement."""
        days = {line.booked_on for line in self.lines if line.booked_on}
        StatementLine = self.journal.env["account.bank.statement.line"]
        lines = StatementLine.search_fetch(
            [("journal_id", "=", self.journal.id), ("date", "in", list(days))],
            [
                "date",
                "amount",
                "payment_ref",
                "partner_name",
                "account_number",
                "transaction_details",
                "import_key",
            ],
            order="id",
        )
        return [self._trace_booked(line) for line in lines]

    def _trace_booked(self, line):
        details = line.transaction_details
        details = details if isinstance(details, dict) else {}
        return Trace.make(
            booked_on=line.date,
            amount=self._write(line.amount),
            format=details.get("format", ""),
            bank_reference=details.get("bank_reference", ""),
            end_to_end=details.get("end_to_end", ""),
            iban=line.account_number,
            text=line.payment_ref,
            payer=line.partner_name,
            key=(line.import_key or "").partition("-")[0],
        )

    # === WHAT BECOMES OF LINES === #

    def _get_results(self):
        obstacles = [self._find_obstacle(line) for line in self.lines]
        free = [index for index, obstacle in enumerate(obstacles) if not obstacle]
        known = find_known([self.traces[index] for index in free], self.booked)
        for index, result in zip(free, known, strict=True):
            obstacles[index] = result
        return self._leave_closed_periods_alone(obstacles)

    def _find_obstacle(self, line):
        """Return why a line can't be booked at all, nothing if it can."""
        if not line.is_booked:
            return "pending"
        if not line.booked_on:
            return "undated"
        if not line.amount:
            return "zero"
        return "" if Decimal(self._write(line.amount)) == line.amount else "fine"

    def _leave_closed_periods_alone(self, results):
        """Tell what Odoo would move to another day without a word."""
        company = self.journal.company_id
        locked_until = company._get_user_fiscal_lock_date(self.journal)
        return [
            "closed"
            if result in ("new", "perhaps") and line.booked_on <= locked_until
            else result
            for line, result in zip(self.lines, results, strict=True)
        ]

    def number_keys(self, indexes):
        """Return the keys of lines that are booked: equal ones are counted."""
        counts = Counter(trace.key for trace in self.booked if trace.key)
        keys = {}
        for index in indexes:
            digest = self.traces[index].digest
            counts[digest] += 1
            keys[index] = f"{digest}-{counts[digest]}"
        return keys


def get_text(line):
    """Return what a line is about; the bank's own word where nobody wrote anything."""
    return line.purpose or line.kind or line.payer
