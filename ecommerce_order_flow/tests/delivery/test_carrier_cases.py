import json
from datetime import date

from odoo.tests import tagged
from odoo.tools import file_open

from .delivery_import_common import DeliveryImportCommon

FOLDER = "ecommerce_order_flow/tests/delivery/data"
SHIPPED_ON, TODAY = date(2026, 3, 20), date(2026, 4, 1)


def read_case(name):
    with file_open(f"{FOLDER}/{name}", "rb") as file:
        return file.read()


@tagged("post_install", "-at_install")
class TestCarrierCases(DeliveryImportCommon):
    """Files of carriers and shipping programs are read with the right values."""

    def _check(self, name):
        case = json.loads(read_case("expected.json"))[name]
        parcels = {
            number: self._create_parcel(SHIPPED_ON, number=number)
            for number in case["expect"]
        }
        wizard = self._import_file(read_case(name))
        if wizard.state == "choose":
            self._choose(wizard, case)
        self._note(wizard)

        delivered = {n: parcel.delivered_on for n, parcel in parcels.items()}
        expected = {
            number: day and date.fromisoformat(day)
            for number, day in case["expect"].items()
        }
        self.assertEqual({n: day or None for n, day in delivered.items()}, expected)

    def _choose(self, wizard, case):
        """Choose what the case says that a person has to choose."""
        self.assertTrue(case["choose"], wizard.question)
        wizard.number_column_id, wizard.date_column_id = (
            self._find_column(wizard, choice) for choice in case["choose"]
        )
        self._preview(wizard)
        self.assertFalse(wizard.question)

    def _find_column(self, wizard, choice):
        return wizard.column_ids.filtered(
            lambda column: (
                column.index == choice
                or column.name.startswith(f"Column {column.index + 1}: {choice},")
            )
        )

    def _preview(self, wizard):
        with self._at(TODAY):
            wizard.action_preview()

    def _note(self, wizard):
        with self._at(TODAY):
            wizard.action_note()

    def test_history_of_a_label_printer(self):
        self._check("f02_pirate_ship.csv")

    def test_scans_of_a_post_office(self):
        self._check("f05_post_scan.csv")

    def test_line_that_names_the_separator(self):
        self._check("f08_sep_line_bom_linebreaks.csv")

    def test_planned_and_actual_day(self):
        self._check("f11_two_days.csv")

    def test_one_row_a_scan(self):
        self._check("f12_scan_history.csv")

    def test_decimal_commas_and_titles_with_commas(self):
        self._check("f13b_decimal_commas_titles.csv")

    def test_months_in_words(self):
        self._check("f16_month_words.csv")

    def test_czech_in_an_encoding_of_its_own(self):
        self._check("f21_czech_cp1250.csv")

    def test_evening_in_utc_where_the_parcel_is(self):
        self.calendar.tz = "America/Los_Angeles"
        self.partner.write(
            {
                "country_id": self.world.ref("base.us").id,
                "state_id": self.world.ref("base.state_us_5").id,
                "tz": "America/Los_Angeles",
            }
        )
        self._check("f23_utc_evening.csv")

    def test_plain_file(self):
        self._check("f25_plain_control.csv")


@tagged("post_install", "-at_install")
class TestRecipientZone(DeliveryImportCommon):
    """Times with a zone are counted where the parcel arrives."""

    def _get_day(self, text, country, zone=False):
        self.partner.write({"country_id": country and self.world.ref(country).id})
        self.partner.tz = zone
        self._create_parcel(date(2030, 3, 4), number="A1")
        wizard = self._import(f"A1;{text}")
        return wizard.line_ids[-1].delivered_on

    def test_country_of_the_recipient(self):
        day = self._get_day("2030-03-05T23:30:00Z", "base.uk")

        self.assertEqual(day, date(2030, 3, 5))

    def test_zone_of_the_recipient_in_a_country_with_several(self):
        day = self._get_day("2030-03-06T06:30:00Z", "base.us", "America/Los_Angeles")

        self.assertEqual(day, date(2030, 3, 5))

    def test_zone_of_another_country_is_not_the_recipients(self):
        day = self._get_day("2030-03-06T03:30:00Z", "base.us", "Europe/Berlin")

        self.assertEqual(day, date(2030, 3, 5))

    def test_zone_of_the_warehouse_without_a_country(self):
        day = self._get_day("2030-03-05T23:30:00Z", False)

        self.assertEqual(day, date(2030, 3, 6))
