"""What a table reports of tracking numbers, once it is known how it is to be read."""

from collections import defaultdict, namedtuple

from .columns import find_clock_column
from .dates import find_title_zone, is_blank, read_moment
from .events import SHIFTED, Event, decide
from .numbers import normalize_number
from .statuses import IGNORED, normalize_status, understand_status
from .table import get_cell
from .titles import asks_yes_or_no

Row = namedtuple("Row", ["index", "number", "date", "status", "is_shifted"])


class Report:
    """The rows of a table as reports of numbers.

    :param int status: The column of statuses; none if there are none.
    :param str order: How the dates are written.
    :param dict meanings: What people said that normalized statuses mean.
    """

    def __init__(self, table, number, date, status=None, order="ymd", meanings=None):
        self.order = order
        self.meanings = meanings or {}
        self.has_status = status is not None
        self.asks_yes_or_no = asks_yes_or_no(get_cell(table.titles, status or 0))
        self.zone = find_title_zone(get_cell(table.titles, date))
        self.rows = read_rows(table, number, date, status)
        self.events = defaultdict(list)
        for row in self.rows:
            self.events[row.number].append(self.read_event(row))
        self.outcomes = {}

    def read_event(self, row):
        """Return what a row says happened; a row that is shifted may say anything."""
        if row.is_shifted:
            return Event(row.index, None, "?", row.status, SHIFTED)
        moment = read_moment(row.date, self.order)
        if moment and not moment.zone:
            moment = moment._replace(zone=self.zone)
        return Event(row.index, moment, row.date, row.status, self.understand(row))

    def understand(self, row):
        if is_blank(row.status) and is_blank(row.date):
            return IGNORED
        return understand_status(row.status, self.meanings, self.asks_yes_or_no)

    def get_outcome(self, number, zone):
        """Return what became of a number, by the days in a zone."""
        key = number, zone
        if key not in self.outcomes:
            events = [
                event._replace(moment=event.moment and event.moment.localize(zone))
                for event in self.events.get(number, [])
            ]
            self.outcomes[key] = decide(events, self.has_status)
        return self.outcomes[key]

    def find_statuses(self):
        """Return the statuses as they are written, by how they are compared."""
        return {normalize_status(row.status): row.status for row in self.rows}


def read_rows(table, number, date, status):
    """Return the rows below the titles.

    Those longer than others have a separator too much: what stands where is unknown.
    """
    clock = find_clock_column(table, date)
    width = table.usual_width
    return [
        Row(
            index,
            normalize_number(get_cell(cells, number)),
            " ".join(filter(None, (get_cell(cells, i) for i in (date, clock)))),
            get_cell(cells, status),
            len(cells) > width,
        )
        for index, cells in enumerate(table.body)
    ]
