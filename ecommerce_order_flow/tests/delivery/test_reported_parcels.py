import io
from datetime import date

import openpyxl

from odoo.tests import tagged

from .delivery_common import MONDAY, TUESDAY, WEDNESDAY
from .delivery_import_common import DeliveryImportCommon

STATUS_TITLE = "Sendungsnummer;Datum;Status"
LAST_YEAR = date(2029, 3, 5)


@tagged("post_install", "-at_install")
class TestReportedParcels(DeliveryImportCommon):
    """Of which parcels a row speaks, however its number is written."""

    def _import_statuses(self, *rows):
        return self._import(*rows, title=STATUS_TITLE)

    def _get_results_by_parcel(self, wizard):
        return {line.picking_id: line.result for line in wizard.line_ids}

    # === SEVERAL PACKAGES === #

    def test_parcel_is_delivered_only_if_each_of_its_packages_is(self):
        for name, status, result in (
            ("A", "NICHT zugestellt", "underway"),
            ("B", "In Zustellung", "underway"),
            ("C", "Zurück an Absender", "returned"),
        ):
            parcel = self._create_parcel(MONDAY, number=f"{name}1,{name}2")
            with self.subTest(status):
                wizard = self._import_statuses(
                    f"{name}1;05.03.2030;Zugestellt", f"{name}2;06.03.2030;{status}"
                )
                self.assertEqual(
                    wizard.line_ids.mapped("result"), ["incomplete", result]
                )
                self._note(wizard)
                self.assertFalse(parcel.delivered_on)

    # === ZEROS AND DASHES === #

    def test_number_may_have_lost_its_zeros_in_a_spreadsheet(self):
        parcel = self._create_parcel(MONDAY, number="01905099000811")
        wizard = self._import("1905099000811;05.03.2030")
        self._note(wizard)

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_zeros_may_be_lost_in_the_transfer(self):
        parcel = self._create_parcel(MONDAY, number="1905099000811")
        self._note(self._import("01905099000811;05.03.2030"))

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_number_cell_of_a_workbook(self):
        parcel = self._create_parcel(MONDAY, number="01905099000811")
        book = openpyxl.Workbook()
        book.active.append(["Sendungsnummer", "Zugestellt am"])
        book.active.append([1905099000811, TUESDAY])
        target = io.BytesIO()
        book.save(target)
        self._note(self._import_file(target.getvalue()))

        self.assertEqual(parcel.delivered_on, TUESDAY)

    def test_rows_with_and_without_zeros_speak_of_one_parcel(self):
        parcel = self._create_parcel(MONDAY, number="01905099000811")
        wizard = self._import_statuses(
            "01905099000811;05.03.2030;Zugestellt",
            "1905099000811;06.03.2030;Zurück an Absender",
        )
        self.assertEqual(wizard.line_ids.mapped("result"), ["earlier", "returned"])
        self._note(wizard)

        self.assertFalse(parcel.delivered_on)

    def test_number_as_it_is_written_wins(self):
        short = self._create_parcel(MONDAY, number="1905099000811")
        long = self._create_parcel(MONDAY, number="01905099000811")
        wizard = self._import("1905099000811;05.03.2030", "01905099000811;06.03.2030")
        self._note(wizard)

        self.assertEqual(short.delivered_on, TUESDAY)
        self.assertEqual(long.delivered_on, WEDNESDAY)

    def test_zeros_that_several_transfers_may_have_lost_are_not_guessed(self):
        self._create_parcel(MONDAY, number="01905099000811")
        self._create_parcel(MONDAY, number="001905099000811")

        self.assertEqual(self._get_results("1905099000811;05.03.2030"), ["unknown"])

    def test_zeros_of_a_number_with_letters_are_not_lost(self):
        self._create_parcel(MONDAY, number="0A1")

        self.assertEqual(self._get_results("A1;05.03.2030"), ["unknown"])

    def test_number_may_be_grouped_and_written_otherwise(self):
        for number, written in (
            ("abc123456", "ABC-123 456"),
            ("JD.01/46-00", "jd014600"),
            ("0034-0434", "340434"),
        ):
            with self.subTest(written):
                self._create_parcel(MONDAY, number=number)
                self.assertEqual(self._get_results(f"{written};05.03.2030"), ["ready"])

    def test_number_that_is_grouped_like_two_others_is_not_guessed(self):
        self._create_parcel(MONDAY, number="A1-23")
        self._create_parcel(MONDAY, number="A12-3")

        self.assertEqual(self._get_results("A123;05.03.2030"), ["unknown"])

    def test_one_of_several_packages_may_be_written_otherwise(self):
        parcel = self._create_parcel(MONDAY, number="0123456, AB-1")
        self._note(self._import("123456;05.03.2030", "ab1;06.03.2030"))

        self.assertEqual(parcel.delivered_on, WEDNESDAY)

    # === NUMBERS THAT ARE USED AGAIN === #

    def test_number_that_is_used_again_speaks_of_the_newer_transfer(self):
        old = self._create_parcel(LAST_YEAR, number="A1")
        new = self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030")
        self.assertEqual(
            self._get_results_by_parcel(wizard), {old: "reused", new: "ready"}
        )
        self._note(wizard)

        self.assertFalse(old.delivered_on)
        self.assertEqual(new.delivered_on, TUESDAY)

    def test_number_that_is_used_again_for_one_of_several_packages(self):
        self._create_parcel(LAST_YEAR, number="A1,A2")
        self._create_parcel(MONDAY, number="A2")
        wizard = self._import("A1;05.03.2030", "A2;05.03.2030")

        self.assertEqual(
            wizard.line_ids.mapped("result"), ["incomplete", "reused", "ready"]
        )

    def test_number_that_is_used_again_for_what_is_not_shipped_yet(self):
        old = self._create_parcel(LAST_YEAR, number="A1")
        new = self._order_on(MONDAY).picking_ids
        new.carrier_tracking_ref = "A1"
        wizard = self._import("A1;05.03.2030")

        self.assertEqual(
            self._get_results_by_parcel(wizard), {old: "reused", new: "not_shipped"}
        )

    def test_what_came_back_with_a_number_that_is_used_again(self):
        old = self._create_parcel(LAST_YEAR, number="A1")
        new = self._create_parcel(MONDAY, number="A1")
        wizard = self._import_statuses("A1;05.03.2030;Annahme verweigert")
        self._note(wizard)

        self.assertEqual(
            self._get_results_by_parcel(wizard), {old: "reused", new: "returned"}
        )
        self.assertFalse(old.delivered_source)
        self.assertEqual(new.delivered_source, "import")

    def test_old_file_speaks_of_the_older_transfer(self):
        old = self._create_parcel(LAST_YEAR, number="A1")
        new = self._create_parcel(MONDAY, number="A1")
        wizard = self._import_statuses("A1;07.03.2029;Annahme verweigert")
        self._note(wizard)

        self.assertEqual(
            self._get_results_by_parcel(wizard), {old: "returned", new: "too_early"}
        )
        self.assertFalse(new.delivered_source)
