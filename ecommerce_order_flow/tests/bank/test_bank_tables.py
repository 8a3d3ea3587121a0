from collections import Counter

from odoo.tests import tagged

from .bank_common import BankCommon, read_json

# Lines of whom nobody knows, as banks write them.
STRANGERS = (
    "Miete November",
    "GEHALT 11/2026",
    "RE 2026-00123 vom 01.11.",
    "S0012 Teil 3",
    "KS00123",
    "Kartenzahlung 4711 REF 000123",
)


@tagged("post_install", "-at_install")
class TestBankTables(BankCommon):
    """Whatever the table says is matched or proposed, and nothing else is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        euro = cls.env.ref("base.EUR")
        cls.orders = {
            row["name"]: cls._create_named_order(row["name"], float(row["amount"]))
            for row in read_json("orders.json")
            if row["currency"] == euro.name
        }

    def _count(self, matches):
        return dict(Counter(matches.mapped("state")))

    def test_each_reference_is_found_as_the_table_says(self):
        """The amount fits none, so that no line takes another's order."""
        table = read_json("references.json")
        lines = self.env["account.bank.statement.line"].sudo()
        for row in table:
            lines += self._create_line(row["text"], 1.11)

        self._match()

        for row, line in zip(table, lines, strict=True):
            named = set(line.payment_match_ids.share_ids.order_id.mapped("name"))
            right, maybe = set(row["orders"]), set(row.get("maybe", ()))
            self.assertLessEqual(right & self.orders.keys(), named, row)
            self.assertLessEqual(named, right | maybe, row)

    def test_of_200_lines_40_are_booked_and_10_proposed(self):
        names = [f"WEB{number:05}" for number in range(50)]
        orders = {name: self._create_named_order(name, 10.0) for name in names}
        lines = [self._prepare_line(f"Order {name}", 10.0) for name in names[:40]]
        lines += [self._prepare_line(name, 9.0) for name in names[40:]]
        lines += [
            self._prepare_line(STRANGERS[number % len(STRANGERS)], 10.0 + number)
            for number in range(150)
        ]

        lines = self.world["account.bank.statement.line"].create(lines)
        # PostgreSQL knows nothing yet of what a test created.
        self.world.cr.execute("ANALYZE account_move, account_move_line")
        self._match()

        self.assertEqual(
            self._count(lines.payment_match_ids), {"matched": 40, "proposed": 10}
        )
        paid = [name for name in names if orders[name].payment_status == "paid"]
        self.assertEqual(paid, names[:40])
        lines[45].payment_match_ids.action_accept()
        self.assertEqual(orders[names[45]].amount_received, 9.0)
