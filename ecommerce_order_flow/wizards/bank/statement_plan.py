"""Plan of a statement's lines in a journal; nothing is booked yet."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from .bank_file import Trace, find_known
from .journal_guess import get_currency

# Older and later dates are mistakes: statements aren't kept so long, nor bookings made
# so far ahead.
LONGEST_PAST = timedelta(days=3653)
LONGEST_FUTURE = timedelta(days=31)


class Upload:
    """Plans of the statements of an upload, each knowing the previous ones.

    :param statements: All of them.
    """

    def __init__(self, statements):
        lines = [line for statement in statements for line in statement.lines]
        self._days = sorted({line.booked_on for line in lines if line.booked_on})
        self._booked = {}

    def plan(self, statement, journal):
        """Return the plan of a statement after the previous ones."""
        if journal not in self._booked:
            self._booked[journal] = find_booked(journal, self._days)
        booked = self._booked[journal]
        days = dict.fromkeys(line.booked_on for line in statement.lines)
        traces = [trace for day in days for trace in booked.get(day, ())]
        return StatementPlan(statement, journal, traces)

    def note(self, plan, indexes):
        """Add the lines of a statement that will be booked before the next one."""
        for index in indexes:
            trace = plan.traces[index]
            known = replace(trace, key=trace.digest)
            self._booked[plan.journal][trace.booked_on].append(known)


class StatementPlan:
    """A statement to be booked in a journal.

    For payment services the gross amount, which pays the order, and the fee are two
    lines: the journal's balance stays what the service owes. Payouts and conversions
    are lines that name no order.

    :param list booked: The traces of bookings on the dates of its lines.
    """

    def __init__(self, statement, journal, booked):
        self.statement = statement
        self.journal = journal
        self.digits = get_currency(journal).decimal_places
        self.booked = booked
        lines = statement.lines
        if lines and self._is_newest_first(lines):
            lines = lines[::-1]
        self.lines = [part for line in lines for part in line.take_fee_apart()]
        self.traces = [self._trace(line) for line in self.lines]
        self.results = self._get_results()

    def _is_newest_first(self, lines):
        days = [line.booked_on for line in lines if line.booked_on]
        return bool(days) and days[0] > days[-1]

    def _trace(self, line):
        return Trace.make(
            booked_on=line.booked_on,
            amount=write_amount(line.amount, self.digits),
            format=self.statement.format,
            bank_reference=line.bank_reference,
            end_to_end=line.end_to_end,
            iban=line.iban,
            text=get_text(line),
            payer=line.payer,
        )

    # === WHAT BECOMES OF LINES === #

    def _get_results(self):
        obstacles = [self._find_obstacle(line) for line in self.lines]
        free = [index for index, obstacle in enumerate(obstacles) if not obstacle]
        known = find_known([self.traces[index] for index in free], self.booked)
        for index, result in zip(free, known, strict=True):
            is_far = result != "known" and self._is_far(self.lines[index].booked_on)
            obstacles[index] = "far" if is_far else result
        return self._leave_closed_periods_alone(obstacles)

    def _find_obstacle(self, line):
        """Return why a line can't be booked at all, or an empty string."""
        if not line.is_booked:
            return "pending"
        if not line.booked_on:
            return "undated"
        if not line.amount:
            return "zero"
        written = write_amount(line.amount, self.digits)
        return "" if Decimal(written) == line.amount else "fine"

    def _is_far(self, day):
        """Return whether a date is implausible, so that a user must check it."""
        today = self.journal.company_id._get_today()
        return not today - LONGEST_PAST <= day <= today + LONGEST_FUTURE

    def _leave_closed_periods_alone(self, results):
        """Return the results with lines in closed periods marked.

        Odoo would silently move them to another date.
        """
        company = self.journal.company_id
        locked_until = company._get_user_fiscal_lock_date(self.journal)
        return [
            "closed"
            if result in ("new", "perhaps", "far") and line.booked_on <= locked_until
            else result
            for line, result in zip(self.lines, results, strict=True)
        ]

    def get_new_indexes(self):
        """Return the indexes of the new lines; closed periods may be reopened."""
        return [
            index
            for index, result in enumerate(self.results)
            if result in ("new", "closed", "far")
        ]

    def number_keys(self, indexes):
        """Return the keys of lines to book; equal ones are numbered."""
        counts = Counter(trace.key for trace in self.booked if trace.key)
        keys = {}
        for index in indexes:
            digest = self.traces[index].digest
            counts[digest] += 1
            keys[index] = f"{digest}-{counts[digest]}"
        return keys


def get_text(line):
    """Return the text of a line, or else the bank's name for it."""
    return line.purpose or line.kind or line.payer


# === WHAT WAS BOOKED BEFORE === #


def find_booked(journal, days):
    """Return the traces of a journal's bookings on some dates, by date."""
    lines = journal.env["account.bank.statement.line"].search_fetch(
        [("journal_id", "=", journal.id), ("date", "in", days)],
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
    digits = get_currency(journal).decimal_places
    found = defaultdict(list)
    for line in lines:
        found[line.date].append(_trace_booked(line, digits))
    return found


def _trace_booked(line, digits):
    details = line.transaction_details
    details = details if isinstance(details, dict) else {}
    return Trace.make(
        booked_on=line.date,
        amount=write_amount(line.amount, digits),
        format=details.get("format", ""),
        bank_reference=details.get("bank_reference", ""),
        end_to_end=details.get("end_to_end", ""),
        iban=line.account_number,
        text=line.payment_ref,
        payer=line.partner_name,
        key=(line.import_key or "").partition("-")[0],
    )


def write_amount(amount, digits):
    return f"{amount:.{digits}f}"
