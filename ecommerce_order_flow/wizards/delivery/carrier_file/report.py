"""Evaluation of a table whose columns and formats are known."""

from collections import defaultdict, namedtuple

from .columns import find_clock_column, find_return_columns
from .dates import find_title_zone, is_blank, read_moment
from .events import SHIFTED, Event, decide
from .numbers import normalize_number, split_numbers
from .statuses import (
    DELIVERED,
    IGNORED,
    RETURNED,
    normalize_status,
    understand_return,
    understand_status,
)
from .table import get_cell
from .titles import asks_yes_or_no

# The returns are cells about a return, by their titles.
Row = namedtuple("Row", ["index", "number", "date", "status", "returns", "is_shifted"])


class Report:
    """The rows of a table as events of numbers.

    :param int status: The column of statuses; None if there is none.
    :param str order: The order of dates.
    :param dict meanings: The meanings that users assigned to normalized statuses.
    """

    def __init__(self, table, number, date, status=None, order="ymd", meanings=None):
        self.order = order
        self.meanings = meanings or {}
        self.has_status = status is not None
        self.asks_yes_or_no = asks_yes_or_no(get_cell(table.titles, status or 0))
        self.zone = find_title_zone(get_cell(table.titles, date))
        self.rows = read_rows(table, number, date, status)
        self.sort_events()

    def sort_events(self):
        """Collect the events of each number."""
        self.events, self.outcomes = defaultdict(list), {}
        for row in self.rows:
            self.events[row.number].append(self.read_event(row))

    def rename(self, names):
        """Use one name for each number that the file writes in several ways.

        :param dict names: The number by its other spellings in the file.
        """
        if not names:
            return
        self.rows = [
            row._replace(number=names.get(row.number, row.number)) for row in self.rows
        ]
        self.sort_events()

    def read_event(self, row):
        """Return the event of a row; shifted rows have an unknown one."""
        if row.is_shifted:
            return Event(row.index, None, "?", row.status, SHIFTED)
        moment = read_moment(row.date, self.order)
        if moment and not moment.zone:
            moment = moment._replace(zone=self.zone)
        return Event(row.index, moment, row.date, *self.understand(row))

    def understand(self, row):
        """Return the cell that decides about the meaning of a row, and the meaning.

        A returned parcel isn't delivered, whatever its status is.
        """
        meanings = {
            text: understand_return(text, self.meanings)
            for text in row.returns.values()
        }
        meaning = self.understand_status(row)
        if RETURNED in meanings.values():
            return row.status, RETURNED
        if meaning == DELIVERED and None in meanings.values():
            return next(text for text in meanings if not meanings[text]), None
        return row.status, meaning

    def understand_status(self, row):
        if is_blank(row.status) and is_blank(row.date):
            return IGNORED
        if not self.has_status:
            return DELIVERED
        return understand_status(row.status, self.meanings, self.asks_yes_or_no)

    def get_outcome(self, number, zone):
        """Return the outcome of a number, by the dates in a zone."""
        key = number, zone
        if key not in self.outcomes:
            events = [
                event._replace(moment=event.moment and event.moment.localize(zone))
                for event in self.events.get(number, [])
            ]
            # Without a status, a separate cell may state that a parcel is returned.
            is_told = any(event.meaning in (RETURNED, None) for event in events)
            self.outcomes[key] = decide(events, self.has_status or is_told)
        return self.outcomes[key]

    def find_statuses(self):
        """Return the statuses as written, by their normalized form."""
        return {
            normalize_status(text): text
            for row in self.rows
            for text in (row.status, *row.returns.values())
        }


def read_rows(table, number, date, status):
    """Return the rows below the titles.

    Rows that are too long have an extra separator: their columns are unknown.
    """
    clock = find_clock_column(table, date)
    returns = set(find_return_columns(table)) - {number, date, status}
    width = table.usual_width
    return [
        Row(
            index,
            normalize_number(text),
            " ".join(filter(None, (get_cell(cells, i) for i in (date, clock)))),
            get_cell(cells, status),
            {get_cell(table.titles, i): get_cell(cells, i) for i in sorted(returns)},
            len(cells) > width,
        )
        for index, cells in enumerate(table.body)
        for text in split_numbers(get_cell(cells, number))
    ]
