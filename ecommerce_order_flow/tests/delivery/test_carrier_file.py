import base64
from datetime import date

from odoo.tests import TransactionCase, tagged

from ...wizards.delivery import carrier_file

DAY = date(2030, 3, 5)


@tagged("post_install", "-at_install")
class TestCarrierFile(TransactionCase):
    """What carriers write is read, whatever it looks like."""

    def _read(self, text, encoding="utf-8"):
        return carrier_file.read_rows(text.encode(encoding))

    def test_semicolons(self):
        self.assertEqual(
            self._read("a;b\n1;2\n3;4\n"), [["a", "b"], ["1", "2"], ["3", "4"]]
        )

    def test_commas_and_quotes(self):
        rows = self._read('"number","place"\n"1","Berlin, Mitte"\n"2","Köln"\n')

        self.assertEqual(rows[1:], [["1", "Berlin, Mitte"], ["2", "Köln"]])

    def test_tabs(self):
        self.assertEqual(self._read("a\tb\r\n1\t2\r\n"), [["a", "b"], ["1", "2"]])

    def test_empty_rows_and_spaces_are_left_out(self):
        self.assertEqual(self._read("a; b \n\n;\n1;2\n"), [["a", "b"], ["1", "2"]])

    def test_one_row(self):
        self.assertEqual(self._read("A1;05.03.2030"), [["A1", "05.03.2030"]])

    def test_encodings(self):
        text = "Empfänger;Straße;Zugestellt am\nMüller;Hauptstraße;05.03.2030\n"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            with self.subTest(encoding):
                self.assertEqual(self._read(text, encoding)[1][1], "Hauptstraße")

    def test_picture_is_no_table(self):
        png = base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
            "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        )
        with self.assertRaises(carrier_file.UnreadableFile):
            carrier_file.read_rows(png)

    def test_titles_in_english_and_german(self):
        for title in ("Tracking number", "TRACKING_NO.", "Sendungsnummer", "Paket-Nr."):
            with self.subTest(title):
                self.assertEqual(
                    carrier_file.find_column(
                        ["Name", title], carrier_file.NUMBER_TITLES
                    ),
                    1,
                )

    def test_day_of_delivery_is_preferred_to_any_date(self):
        titles = ["Datum", "Sendungsnummer", "Zugestellt am"]

        self.assertEqual(carrier_file.find_column(titles, carrier_file.DATE_TITLES), 2)

    def test_unknown_titles_are_not_guessed(self):
        self.assertIsNone(
            carrier_file.find_column(["a", "b"], carrier_file.DATE_TITLES)
        )

    def test_dates(self):
        for text, order in (
            ("05.03.2030", "dmy"),
            ("5.3.30", "dmy"),
            ("05.03.2030 14:22", "dmy"),
            ("05/03/2030", "dmy"),
            ("03/05/2030", "mdy"),
            ("03/05/2030 02:22 PM", "mdy"),
            ("2030-03-05", "ymd"),
            ("2030-03-05T14:22:00+01:00", "ymd"),
            ("20300305", "ymd"),
        ):
            with self.subTest(text):
                self.assertEqual(carrier_file.read_date(text, order), DAY)

    def test_no_dates(self):
        for text in ("", "delivered", "5", "31.02.2030", "2030-13-01"):
            with self.subTest(text):
                for order in carrier_file.DATE_FORMATS:
                    self.assertIsNone(carrier_file.read_date(text, order))

    def test_order_of_dates_is_recognised(self):
        for texts, order in (
            (["05.03.2030"], "dmy"),
            (["05/03/2030", "13/03/2030"], "dmy"),
            (["03/05/2030", "03/13/2030"], "mdy"),
            (["2030-03-05", "?"], "ymd"),
        ):
            with self.subTest(texts):
                self.assertEqual(carrier_file.find_date_order(texts), order)

    def test_ambiguous_dates_are_not_guessed(self):
        self.assertIsNone(carrier_file.find_date_order(["05/03/2030", "04/03/2030"]))
        self.assertIsNone(carrier_file.find_date_order(["?", ""]))
