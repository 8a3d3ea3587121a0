"""Search for order references in payers' texts.

A reference is named if it is complete: with any spaces, hyphens, case and umlaut
spelling, but never inside a longer number or word. Similar texts are doubtful and need
a decision.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from stdnum.iso11649 import is_valid as is_valid_creditor_reference

from .letters import compose, fold, fold_all

# Characters that payers and banks insert into a reference.
JOINERS = frozenset(" \t\r\n-\N{EN DASH}/._\N{NO-BREAK SPACE}")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\N{SOFT HYPHEN}"))
LOOK_ALIKE = str.maketrans("OQILSZB", "0011528")
CREDITOR_REFERENCE = re.compile(r"RF\d\d")
# Continuation of a list of numbers without their prefix: "S00123+124".
CONTINUATION = re.compile(
    r"\s*(?:[+&,/-]|und|and|u\.|bis)\s*(\d{2,4})(?![\d.,]*\d)", re.I
)
# Parts of document numbers like "INV/2026/00123" are no order numbers.
NUMBER = re.compile(r"(?<![\w/.\-+])\d+(?![\w/\-+]|[.,]\d)")
# Shorter numbers are too ambiguous for an order.
LEAST_DIGITS = 4


@dataclass(frozen=True)
class Mentions:
    """The orders named by a text, and those possibly meant."""

    named: frozenset = frozenset()
    doubtful: frozenset = frozenset()

    def __bool__(self):
        return bool(self.named or self.doubtful)


@dataclass
class ReferenceFinder:
    """Finder of the references of many orders.

    :param pairs: The references, each with its key. A reference may have several keys.
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
            key = fold_all(reference)
            # Characters of the reference itself may be in the text.
            joiners = JOINERS.union(reference)
            # A number alone is too ambiguous to name an order.
            if not key.isdigit():
                self._orders[key].add((order, joiners))
            self._look_alikes[key.translate(LOOK_ALIKE)].add((order, joiners))
            digits = re.sub(r"^\D+", "", key)
            if len(digits) >= LEAST_DIGITS:
                self._numbers[digits].add(order)
        self._lengths = sorted(
            {len(key) for key in [*self._orders, *self._look_alikes]}
        )

    def find(self, *texts):
        """Return the mentions in texts. No reference spans two texts.

        :rtype: Mentions
        """
        named, doubtful = set(), set()
        for text in texts:
            self._find_in(Spelling(text.translate(INVISIBLE)), named, doubtful)
        return Mentions(frozenset(named), frozenset(doubtful - named))

    def _find_in(self, spelling, named, doubtful):
        for start, end in spelling.iterate_whole(self._lengths):
            key = spelling.letters[start:end]
            between = spelling.get_between(start, end)
            if found := choose_joined(self._orders.get(key, ()), between):
                is_sure = spelling.has_no_wrong_check_digits(start, end)
                (named if is_sure else doubtful).update(found)
                doubtful.update(self._find_continued(key, spelling.get_rest(end)))
            alike = self._look_alikes.get(key.translate(LOOK_ALIKE), ())
            doubtful.update(choose_joined(alike, between))
        for number in NUMBER.findall(spelling.text):
            doubtful.update(self._numbers.get(number, ()))

    def _find_continued(self, key, rest):
        """Return the orders of numbers that continue a list without their prefix."""
        found = set()
        while match := CONTINUATION.match(rest):
            ending = match[1]
            pairs = self._orders.get(key[: -len(ending)] + ending, ())
            found.update(order for order, _joiners in pairs)
            rest = rest[match.end() :]
        return found


def choose_joined(pairs, between):
    """Return the orders whose references are only interrupted by joiners.

    :param pairs: Orders and the joiners of their references.
    :param set between: The characters between the letters.
    """
    return {order for order, joiners in pairs if between <= joiners}


class Spelling:
    """A text with its folded letters and digits."""

    def __init__(self, text):
        self.text = compose(text)
        folded = [
            (letter, index)
            for index, written in enumerate(self.text)
            if written.isalnum()
            for letter in fold(written)
        ]
        self.letters = "".join(letter for letter, _index in folded)
        self.positions = [index for _letter, index in folded]

    def iterate_whole(self, lengths):
        """Yield start and end of each possible reference of the given lengths."""
        count = len(self.letters)
        for start in range(count):
            if not self._is_begin(start):
                continue
            for length in lengths:
                end = start + length
                if end <= count and self._is_end(end):
                    yield start, end

    def has_no_wrong_check_digits(self, start, end):
        """Return whether it is a valid creditor reference (ISO 11649), or none."""
        prefix = self.letters[max(start - 4, 0) : start]
        if not CREDITOR_REFERENCE.fullmatch(prefix):
            return True
        return is_valid_creditor_reference(prefix + self.letters[start:end])

    def get_rest(self, end):
        """Return the text after a letter."""
        return self.text[self.positions[end - 1] + 1 :]

    def get_between(self, start, end):
        """Return the non-alphanumeric characters between letters."""
        begin, last = self.positions[start], self.positions[end - 1]
        return {it for it in self.text[begin:last] if not it.isalnum()}

    def _is_begin(self, index):
        """Return whether a word or the body of a creditor reference begins here."""
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
        """Return whether a letter directly follows the previous one."""
        return self.positions[index] <= self.positions[index - 1] + 1
