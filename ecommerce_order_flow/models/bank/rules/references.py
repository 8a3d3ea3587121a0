"""Finds the references of orders in what payers write.

A reference is named if it stands there whole: however it is spaced, hyphenated or
capitalized, but never inside a longer number or word. What only looks like one is
doubtful: a person decides then.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from stdnum.iso11649 import is_valid as is_valid_creditor_reference

# What people and banks write into the middle of a reference.
JOINERS = frozenset(" \t\r\n-\N{EN DASH}/._\N{NO-BREAK SPACE}")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\N{SOFT HYPHEN}"))
LOOK_ALIKE = str.maketrans("OQILSZB", "0011528")
CREDITOR_REFERENCE = re.compile(r"RF\d\d")
# What continues a list of numbers: "S00123+124" leaves the beginning out.
CONTINUATION = re.compile(
    r"\s*(?:[+&,/-]|und|and|u\.|bis)\s*(\d{2,4})(?![\d.,]*\d)", re.I
)
# Numbers of documents, as "INV/2026/00123", are no orders'.
NUMBER = re.compile(r"(?<![\w/.\-+])\d+(?![\w/\-+]|[.,]\d)")
# Shorter ones are too many things to mean an order.
LEAST_DIGITS = 4


@dataclass(frozen=True)
class Mentions:
    """The orders that a text names, and those that it may mean."""

    named: frozenset = frozenset()
    doubtful: frozenset = frozenset()


@dataclass
class ReferenceFinder:
    """Looks for the references of many orders at once.

    :param pairs: The references with what each belongs to, whatever that is. Some
        belong to several.
    """

    pairs: list
    _orders: dict = field(init=False)
    _look_alikes: dict = field(init=False)
    _numbers: dict = field(init=False)

    def __post_init__(self):
        self._orders, self._look_alikes, self._numbers = (
            defaultdict(set) for _index in range(3)
        )
        for reference, order in self.pairs:
            key = "".join(filter(str.isalnum, reference.upper()))
            # Digits alone are too many things to name anything.
            if not key.isdigit():
                self._orders[key].add(order)
            self._look_alikes[key.translate(LOOK_ALIKE)].add(order)
            digits = re.sub(r"^\D+", "", key)
            if len(digits) >= LEAST_DIGITS:
                self._numbers[digits].add(order)
        self._lengths = sorted(
            {len(key) for key in [*self._orders, *self._look_alikes]}
        )

    def find(self, *texts):
        """Return what texts name. None goes on where another ends.

        :rtype: Mentions
        """
        named, doubtful = set(), set()
        for text in texts:
            self._find_in(Spelling(text.translate(INVISIBLE)), named, doubtful)
        return Mentions(frozenset(named), frozenset(doubtful - named))

    def _find_in(self, spelling, named, doubtful):
        for start, end in spelling.iterate_whole(self._lengths):
            key = spelling.letters[start:end]
            if key in self._orders:
                is_sure = spelling.has_no_wrong_check_digits(start, end)
                (named if is_sure else doubtful).update(self._orders[key])
                doubtful.update(self._find_continued(key, spelling.get_rest(end)))
            doubtful.update(self._look_alikes.get(key.translate(LOOK_ALIKE), ()))
        for number in NUMBER.findall(spelling.text):
            doubtful.update(self._numbers.get(number, ()))

    def _find_continued(self, key, rest):
        """Return the orders of numbers that follow without their beginning."""
        found = set()
        while match := CONTINUATION.match(rest):
            ending = match[1]
            found |= self._orders.get(key[: -len(ending)] + ending, set())
            rest = rest[match.end() :]
        return found


class Spelling:
    """A text, and its letters and digits alone."""

    def __init__(self, text):
        self.text = text
        self.positions = [
            index for index, letter in enumerate(text) if letter.isalnum()
        ]
        self.letters = "".join(text[index] for index in self.positions).upper()
        if len(self.letters) != len(self.positions):  # "ß" has two capitals
            self.letters = "".join(text[index].upper()[:1] for index in self.positions)

    def iterate_whole(self, lengths):
        """Yield begin and end of whatever may be a reference of one of some lengths."""
        count = len(self.letters)
        for start in range(count):
            if not self._is_begin(start):
                continue
            for length in lengths:
                end = start + length
                if end <= count and self._is_end(end) and self._is_joined(start, end):
                    yield start, end

    def has_no_wrong_check_digits(self, start, end):
        """Return whether it is no creditor reference (ISO 11649), or a valid one."""
        prefix = self.letters[max(start - 4, 0) : start]
        if not CREDITOR_REFERENCE.fullmatch(prefix):
            return True
        return is_valid_creditor_reference(prefix + self.letters[start:end])

    def get_rest(self, end):
        """Return the text behind a letter."""
        return self.text[self.positions[end - 1] + 1 :]

    def _is_begin(self, index):
        """Return whether a word begins here, or the text of a creditor reference."""
        if index == 0 or not self._touch(index):
            return True
        begin = index - 4
        return begin >= 0 and bool(
            CREDITOR_REFERENCE.fullmatch(self.letters[begin:index])
            and (begin == 0 or not self._touch(begin))
        )

    def _is_end(self, index):
        return index == len(self.letters) or not self._touch(index)

    def _touch(self, index):
        """Return whether nothing stands between a letter and the one before it."""
        return self.positions[index] == self.positions[index - 1] + 1

    def _is_joined(self, start, end):
        """Return whether only joiners stand between some letters."""
        begin, last = self.positions[start], self.positions[end - 1]
        between = set(self.text[begin:last]) - JOINERS
        return all(letter.isalnum() for letter in between)
