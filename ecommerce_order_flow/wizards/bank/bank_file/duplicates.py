"""Search for lines that were booked before, from any file.

The same booking is in a bank's CAMT.052, .053 and .054, in its CSV files and in
overlapping exports, with different texts in each. Equal lines within one file are no
duplicates: two equal payments are two.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from .titles import UMLAUTS

NOT_PROVIDED = ("NOTPROVIDED", "NICHTANGEGEBEN")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
LONG_ENOUGH = 6  # letters of a text contained in another one


@dataclass(frozen=True)
class Trace:
    """The compared values of a booking.

    :param str amount: With its sign and all decimals of the currency.
    :param str format: The format or bank; empty for bookings of other importers.
    :param str key: The digest with which it was booked.
    """

    booked_on: date
    amount: str
    format: str = ""
    bank_reference: str = ""
    end_to_end: str = ""
    iban: str = ""
    text: str = ""
    payer: str = ""
    key: str = ""

    @classmethod
    def make(cls, **values):
        """Return a trace with normalized texts."""
        for name in ("end_to_end", "text", "payer"):
            values[name] = fold(values.get(name) or "")
        if values["end_to_end"].upper() in NOT_PROVIDED:
            values["end_to_end"] = ""
        iban = "".join((values.get("iban") or "").split()).upper()
        return cls(**{**values, "iban": iban if IBAN.fullmatch(iban) else ""})

    @cached_property
    def digest(self):
        """A digest equal for equal bookings: of the reference or the content."""
        content = (self.end_to_end, self.iban, self.text, self.payer)
        identity = (
            ("reference", self.bank_reference) if self.bank_reference else content
        )
        whole = "\n".join((self.booked_on.isoformat(), self.amount, *identity))
        return sha256(whole.encode()).hexdigest()[:32]


def fold(text):
    """Return the letters and digits of a text; some banks transcribe umlauts."""
    text = unicodedata.normalize("NFKC", text).lower().translate(UMLAUTS)
    text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text))


def find_known(traces, booked):
    """Return for each trace whether it is *new*, *known* or *perhaps* known.

    :param traces: The traces of a file.
    :param booked: The traces of earlier bookings; each equals only one trace.
    """
    results = ["new"] * len(traces)
    candidates = {}
    for trace in _settle_groups(traces, booked, results):
        candidates.setdefault((trace.booked_on, trace.amount), []).append(trace)
    for compare, result in (
        (_has_same_digest, "known"),
        (_has_same_reference, "known"),
        (_has_same_content, "known"),
        (_may_be_same, "perhaps"),
    ):
        _settle(traces, candidates, results, compare, result)
    return results


def _settle_groups(traces, booked, results):
    """Match batches of one file with their parts in another one.

    :return: The other booked traces.
    """
    groups = _group_by_reference(enumerate(traces))
    settled = set()
    for key, others in _group_by_reference((it, it) for it in booked).items():
        group = groups.get(key, [])
        whole = sum(_get_cents(traces[index]) for index in group)
        if group and whole == sum(map(_get_cents, others)):
            settled.add(key)
            for index in group:
                results[index] = "known"
    return [it for it in booked if (it.booked_on, it.bank_reference) not in settled]


def _group_by_reference(pairs):
    groups = {}
    for value, trace in pairs:
        if trace.bank_reference:
            key = (trace.booked_on, trace.bank_reference)
            groups.setdefault(key, []).append(value)
    return groups


def _get_cents(trace):
    return int(trace.amount.replace(".", ""))


def _settle(traces, candidates, results, compare, result):
    for index, trace in enumerate(traces):
        if results[index] != "new":
            continue
        others = candidates.get((trace.booked_on, trace.amount), [])
        found = next((it for it in others if compare(trace, it)), None)
        if found:
            results[index] = result
            others.remove(found)


def _has_same_digest(trace, other):
    return trace.digest == other.key


def _has_same_reference(trace, other):
    return bool(trace.bank_reference) and trace.bank_reference == other.bank_reference


def _has_same_content(trace, other):
    """Return whether two bookings are the same according to their texts."""
    if _differ(trace, other):
        return False
    if trace.end_to_end and trace.end_to_end == other.end_to_end:
        return True
    if trace.format == other.format:
        return (trace.text, trace.payer) == (other.text, other.payer)
    shorter, longer = sorted((trace.text, other.text), key=len)
    is_telling = len(shorter) >= LONG_ENOUGH or shorter == longer != ""
    return is_telling and shorter in longer


def _may_be_same(trace, other):
    """Return whether it can't be decided: other formats have other texts."""
    return trace.format != other.format and not _differ(trace, other)


def _differ(trace, other):
    """Return whether something proves that two bookings aren't the same."""
    references = {trace.bank_reference, other.bank_reference}
    has_other_reference = len(references) == 2 and "" not in references
    ibans = {trace.iban, other.iban}
    return (has_other_reference and trace.format == other.format) or (
        len(ibans) == 2 and "" not in ibans
    )
