import io
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ...wizards.delivery import ecommerce_delivery_import
from .delivery_common import MONDAY, TUESDAY, WEDNESDAY
from .delivery_import_common import DeliveryImportCommon


@tagged("post_install", "-at_install")
class TestDeliveryImportQuestion(DeliveryImportCommon):
    """What can't be known of a file is asked; what is no table says what to do."""

    def test_columns_that_are_not_recognised_are_asked_for(self):
        self._create_parcel(MONDAY, number="A1")
        wizard = self._import("x;A1;05.03.2030", title=None)
        self.assertEqual(wizard.state, "choose")
        self.assertIn("choose the columns with", wizard.question)
        self.assertFalse(wizard.has_titles)

        wizard.number_column_id = wizard.column_ids[1]
        wizard.date_column_id = wizard.column_ids[2]
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready"])
        self.assertFalse(wizard.question)

    def test_ambiguous_dates_are_asked_for(self):
        self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;03/05/2030")
        self.assertEqual(wizard.state, "choose")
        self.assertIn("month comes first", wizard.question)

        wizard.date_order = "mdy"
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.delivered_on, TUESDAY)

    def test_choice_can_be_changed_after_the_preview(self):
        self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05/03/2030", date_order="mdy")
        self.assertEqual(wizard.line_ids.result, "future")

        wizard.action_choose()
        wizard.date_order = "dmy"
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.result, "ready")

    def test_separator_can_be_chosen(self):
        self._create_parcel(MONDAY, number="A1")
        wizard = self._import("x;A1|05.03.2030", title="a;Sendungsnr|Zugestellt am")
        self.assertEqual(wizard.separator, "semicolon")

        form = Form(wizard)
        form.separator = "pipe"
        wizard = form.save()
        self.assertFalse(wizard.column_ids)
        self._preview(wizard)

        self.assertEqual(wizard.separator, "pipe")
        self.assertEqual(
            wizard.column_ids.mapped("name"),
            ["Column 1: a;Sendungsnr, x;A1", "Column 2: Zugestellt am, 05.03.2030"],
        )

    def test_columns_are_offered_with_cells_that_have_values(self):
        rows = ["A1;;", "A2;Bonn;", "A3;;05.03.2030"]
        wizard = self._import(*rows, title="Was;Wo;Wann")

        self.assertEqual(
            wizard.column_ids.mapped("name"),
            [
                "Column 1: Was, A1, A2",
                "Column 2: Wo, Bonn",
                "Column 3: Wann, 05.03.2030",
            ],
        )

    def test_two_days_of_delivery_are_asked_for(self):
        self._create_parcel(MONDAY, number="A1")
        title = "Sendungsnummer;Zustelldatum;Lieferdatum"
        wizard = self._import("A1;05.03.2030;06.03.2030", title=title)
        self.assertEqual(wizard.state, "choose")

        wizard.date_column_id = wizard.column_ids[2]
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.delivered_on, WEDNESDAY)

    def test_planned_day_is_never_taken_for_the_actual_one(self):
        self._create_parcel(MONDAY, number="A1")
        self._create_parcel(MONDAY, number="A2")
        title = "Sendungsnummer;Delivery Date;Actual Delivery Date"
        wizard = self._import(
            "A1;05/03/2030;06/03/2030", "A2;05/03/2030;", title=title, date_order="dmy"
        )

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready", "undated"])
        self.assertEqual(wizard.line_ids[0].delivered_on, WEDNESDAY)

    def test_file_of_which_nothing_arrived_yet_asks_nothing(self):
        self._create_parcel(MONDAY, number="A1")

        self.assertEqual(self._get_results("A1;", "A2;-"), ["undated", "unknown"])

    def test_file_without_a_table_is_refused(self):
        with self.assertRaisesRegex(UserError, "carrier.csv contains no table"):
            self._import("just text", title=None)

    def test_empty_file_is_refused(self):
        with self.assertRaisesRegex(UserError, "no table"):
            self._import("", "", title=None)

    def test_file_with_titles_alone_says_so(self):
        with self.assertRaisesRegex(UserError, "no rows below its titles"):
            self._import()

    def test_workbook_whose_formulas_were_never_calculated_says_so(self):
        book = openpyxl.Workbook()
        book.active.append(["Sendungsnummer", "Zugestellt am"])
        book.active.append(['="A"&1', "=TODAY()"])
        target = io.BytesIO()
        book.save(target)

        with self.assertRaisesRegex(UserError, "formulas"):
            self._import_file(target.getvalue())

    def test_file_that_is_too_long_is_refused(self):
        with (
            patch.object(ecommerce_delivery_import, "MAX_ROWS", 2),
            self.assertRaisesRegex(UserError, "more than 2 rows"),
        ):
            self._import("A1;05.03.2030", "A2;05.03.2030")

    def test_unreadable_file_is_refused(self):
        with self.assertRaisesRegex(UserError, "cannot be read"):
            self._import("a\0;b", title=None)

    def test_file_that_is_no_table_says_what_to_do(self):
        for content, advice in (
            (b"%PDF-1.7", "report as CSV"),
            (b"PK\x05\x06", "Unpack it"),
            (b"<html>Log in</html>", "Log in"),
            (b"PK\x03\x04", "save it as CSV"),
        ):
            with self.subTest(advice), self.assertRaisesRegex(UserError, advice):
                self._import_file(content)
