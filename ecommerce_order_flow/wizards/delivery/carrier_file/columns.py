"""Recognition of columns by their titles, verified by their cells.

If two columns are possible, none is recognized: the user chooses.
"""

import re
from dataclasses import dataclass

from .dates import is_blank, is_date
from .numbers import has_numbers, is_number_like
from .statuses import (
    DELIVERED,
    RETURNED,
    is_answer,
    is_certain_status,
    says_whether_returned,
    understand_status,
)
from .table import get_cell
from .titles import (
    ACTUAL_TITLES,
    CLOCK_TITLES,
    DELIVERY_TITLES,
    EVENT_TITLES,
    NUMBER_TITLES,
    RETURN_TITLES,
    STATUS_TITLES,
    VAGUE_STATUS_TITLES,
    asks_yes_or_no,
    find_all_titles,
    find_titles,
)

SAMPLE = 2000  # rows used for the recognition
CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: uhr)?", re.IGNORECASE
)


@dataclass
class Columns:
    """The indexes of the columns, None if unknown."""

    number: int | None = None
    date: int | None = None
    status: int | None = None
    is_status_unclear: bool = False


class Cells:
    """The cells of a table by column."""

    def __init__(self, table):
        self.columns = [
            [cell for cell in table.get_column(index)[:SAMPLE] if not is_blank(cell)]
            for index in range(table.width)
        ]

    def get(self, index):
        return self.columns[index] if index < len(self.columns) else []

    def have(self, index, test):
        """Return whether any cell of a column passes a test, or all are empty."""
        cells = self.get(index)
        return not cells or any(map(test, cells))

    def may_be_days(self, index):
        """Return whether a column may have dates: not if it has times or answers."""
        cells = self.get(index)
        return not any(is_mostly(test, cells) for test in (is_time, is_answer))

    def are_clear(self, number, day):
        """Return whether there is only one column of dates, and one of numbers.

        Otherwise a missing title may have shifted all others.
        """
        dated = [i for i, cells in enumerate(self.columns) if any(map(is_date, cells))]
        is_number = number is not None and is_mostly(is_number_like, self.get(number))
        return dated == [day] and is_number


def is_time(text):
    """Return whether a text is a time, and no date with a short year: 24.03.26."""
    return CLOCK.fullmatch(text) and not is_date(text)


def is_mostly(test, cells):
    """Return whether most cells pass a test; False if there are none."""
    return 2 * sum(map(bool, map(test, cells))) > len(cells)


def recognize_columns(table):
    """Return the columns of numbers, delivery dates, and statuses."""
    cells = Cells(table)
    status, is_unclear = find_status(table, cells)
    number = find_number(table, cells)
    day = find_date(table, cells, status is not None)
    if table.lacks_title and not cells.are_clear(number, day):
        number = day = None
    return Columns(number, day, None if is_unclear else status, is_unclear)


def find_number(table, cells):
    """Return the column of tracking numbers."""
    for group in find_titles(table.titles, NUMBER_TITLES):
        likely = [index for index in group if cells.have(index, has_numbers)]
        if likely:
            return choose(table, likely)
    return None


def find_date(table, cells, has_status):
    """Return the column of the delivery dates.

    A column titled as actual dates takes precedence over one that may be planned, even
    if it is empty: then nothing was delivered. The time of a status only counts if
    there are statuses.
    """
    actual = find_all_titles(table.titles, ACTUAL_TITLES)
    if actual := [index for index in actual if cells.may_be_days(index)]:
        return choose(table, [index for index in actual if cells.have(index, is_date)])
    delivery, event, anything = (
        [index for index in group if cells.have(index, is_date)]
        for known in (DELIVERY_TITLES, EVENT_TITLES)
        for group in find_titles(table.titles, known)
    )
    if not has_status:
        event = anything = []
    return choose(table, delivery + event or anything)


def choose(table, indexes):
    """Return the only possible column; columns with equal cells are one."""
    first = indexes[0] if indexes else None
    same = all(table.get_column(i) == table.get_column(first) for i in indexes[1:])
    return first if same else None


def find_status(table, cells):
    """Return the column of statuses, and whether another one contradicts it.

    It is found by its title; without one, by its cells.
    """
    titles = get_sure_titles(table)
    groups = find_titles(titles, STATUS_TITLES)
    saying = find_saying(table, cells)
    certain = [i for i in saying if any(map(is_certain_status, cells.get(i)))]
    titled = [i for group in groups for i in group if i in certain]
    answers = find_answers(titles, cells)
    choices = [
        *titled,
        *(i for i in find_all_titles(titles, VAGUE_STATUS_TITLES) if i in certain),
        *certain,
        *(i for group in groups for i in group if i in saying),
        *answers,
        *(i for group in groups for i in group),
    ]
    status = next(iter(choices), None)
    rivals = titled + [i for g in groups if status in g for i in g if i in saying]
    rivals += answers
    is_unclear = any(contradict(table, status, rival) for rival in rivals)
    return status, is_unclear or any(came_back(table, status, it) for it in saying)


def find_saying(table, cells):
    """Return the columns whose cells are mostly understood as statuses."""
    columns = range(table.width)
    return [i for i in columns if is_mostly(understand_status, cells.get(i))]


def contradict(table, first, second):
    """Return whether two columns disagree on whether a parcel was delivered."""
    return any(
        len(set(pair)) > 1 and None not in pair and DELIVERED in pair
        for pair in pair_meanings(table, first, second)
    )


def came_back(table, status, other):
    """Return whether a column says of delivered parcels that they came back.

    Columns of exceptions and remarks have any title.
    """
    is_known = status is not None
    return is_known and (DELIVERED, RETURNED) in pair_meanings(table, status, other)


def pair_meanings(table, first, second):
    """Return what two columns say of each parcel."""
    columns = (understand_column(table, index) for index in (first, second))
    return zip(*columns, strict=True)


def understand_column(table, index):
    """Return the meanings of a column's cells as statuses, or as answers."""
    answers = asks_yes_or_no(get_cell(get_sure_titles(table), index))
    return [
        understand_status(cell, answers=answers) for cell in table.get_column(index)
    ]


def find_answers(titles, cells):
    """Return the columns that state by yes or no whether a parcel was delivered."""
    return [
        index
        for index, title in enumerate(titles)
        if asks_yes_or_no(title) and not cells.have(index, is_date)
    ]


def find_return_columns(table):
    """Return the columns that state by yes or no whether a parcel is returned."""
    cells = Cells(table)
    return [
        index
        for index in find_all_titles(get_sure_titles(table), RETURN_TITLES)
        if is_mostly(says_whether_returned, cells.get(index))
    ]


def get_sure_titles(table):
    """Return the titles, or none if their columns are uncertain."""
    return [] if table.lacks_title else table.titles


def find_clock_column(table, day):
    """Return the column of the times that complete a column of dates."""
    cells = Cells(table)
    if any(":" in cell for cell in cells.get(day)):
        return None
    clocks = [
        index
        for index in find_all_titles(table.titles, CLOCK_TITLES)
        if is_mostly(is_time, cells.get(index))
    ]
    return clocks[0] if len(clocks) == 1 else None
