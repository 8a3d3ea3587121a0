from datetime import datetime, timedelta

from odoo.tests import BaseCase

from ...models.refund.rules.told_refunds import Asked, ToldRefund, Unclear, find_ours

NOW = datetime(2026, 11, 29, 12)
EARLIER, LATER = NOW - timedelta(hours=1), NOW + timedelta(seconds=5)
ASKED = Asked("R-S1", 50.0, "EUR", 0.01, NOW)
TWIN = Asked("R-S1", 50.0, "EUR", 0.01, NOW, has_twins=True)
UNCLEAR = "unclear"


def tell(number="re_1", reference="", amount=50.0, currency="EUR", at=LATER):
    return ToldRefund(number, amount, currency, "done", reference, at)


OURS = tell("ours", "R-S1")
# What was asked for, what the provider tells of, and which of it is ours.
TABLE = [
    ("nothing", ASKED, [], None),
    ("our reference", ASKED, [OURS], OURS),
    ("our reference beside others", ASKED, [tell(), OURS, tell("3", "X")], OURS),
    ("our reference beside a twin's", TWIN, [tell("2", "R-S1-1"), OURS], OURS),
    ("our reference in lower case", ASKED, [tell("1", "R-S1", currency="eur")], "1"),
    ("our reference without a time", ASKED, [tell("1", "R-S1", at=None)], "1"),
    ("our reference, another amount", ASKED, [tell("1", "R-S1", 49.99)], UNCLEAR),
    ("our reference, another currency", ASKED, [tell("1", "R-S1", 50, "USD")], UNCLEAR),
    ("our reference twice", ASKED, [OURS, tell("2", "R-S1")], UNCLEAR),
    ("no reference, same amount, later", ASKED, [tell()], "re_1"),
    ("noise of a float", ASKED, [tell(amount=50.000000001)], "re_1"),
    (
        "no reference, clocks differ",
        ASKED,
        [tell(at=NOW - timedelta(minutes=1))],
        "re_1",
    ),
    ("no reference, earlier", ASKED, [tell(at=EARLIER)], UNCLEAR),
    ("no reference, no time", ASKED, [tell(at=None)], UNCLEAR),
    ("no reference, another amount", ASKED, [tell(amount=20.0)], UNCLEAR),
    ("no reference, another currency", ASKED, [tell(currency="USD")], UNCLEAR),
    ("no reference, two alike", ASKED, [tell(), tell("2")], UNCLEAR),
    ("no reference, two wait for an answer", TWIN, [tell()], UNCLEAR),
    ("another's reference", ASKED, [tell("1", "X")], UNCLEAR),
]


class TestToldRefunds(BaseCase):
    """A refund is ours only if nobody can doubt it."""

    def test_table(self):
        for name, asked, told, expected in TABLE:
            with self.subTest(name):
                self.assertEqual(self._find(asked, told, expected), expected)

    def _find(self, asked, told, expected):
        try:
            found = find_ours(asked, told)
        except Unclear:
            return UNCLEAR
        return found.id if found and isinstance(expected, str) else found
