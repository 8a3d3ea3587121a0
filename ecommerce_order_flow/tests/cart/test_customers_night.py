from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ...models.cart.postal_codes import PREFIXES_BY_STATE
from ...models.cart.timezones import STATES_BY_ZONE, find_timezones
from .cart_common import CartCommon

TERRITORIES = {"AA", "AE", "AP", "FM", "MH", "PW"}


@tagged("post_install", "-at_install")
class TestCustomersNight(CartCommon):
    """It is quiet between 22:00 and 7:00 wherever the customer may be."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.write({"cart_quiet_from": 22.0, "cart_quiet_to": 7.0})
        cls.check = cls.env["ecommerce.cart.check"]
        cls.cart = cls._create_cart()

    def _live_in(self, country, state=None, postal_code=False):
        country = self.env.ref(f"base.{country}")
        self.customer.write(
            {
                "tz": False,
                "country_id": country.id,
                "state_id": country.state_ids.filtered(lambda s: s.code == state).id,
                "zip": postal_code,
            }
        )

    def assertQuietUntil(self, end, now):
        """Check when reminders can go out again; both times are UTC."""
        found = self.check._get_end_of_night(
            self.cart, fields.Datetime.to_datetime(now)
        )
        self.assertEqual(found, end and fields.Datetime.to_datetime(end))

    def test_a_guest_is_where_the_country_is(self):
        self._live_in("jp")

        self.assertQuietUntil("2030-05-05 22:00:00", now="2030-05-05 18:00:00")

    def test_the_contact_s_own_time_zone_comes_first(self):
        self._live_in("jp")
        self.customer.tz = "UTC"

        self.assertQuietUntil(False, now="2030-05-05 18:00:00")

    def test_california_has_its_own_night(self):
        self._live_in("us", "CA")

        # 19:00 and 23:00 in California; in New York it is three hours later.
        self.assertQuietUntil(False, now="2030-05-05 02:00:00")
        self.assertQuietUntil("2030-05-05 14:00:00", now="2030-05-05 06:00:00")

    def test_a_postal_code_says_the_state_that_is_missing(self):
        self._live_in("us", postal_code="90001")

        self.assertQuietUntil(False, now="2030-05-05 02:00:00")
        self.assertQuietUntil("2030-05-05 14:00:00", now="2030-05-05 06:00:00")

    def test_the_state_comes_before_the_postal_code(self):
        self._live_in("us", "CA", postal_code="10001")

        self.assertQuietUntil(False, now="2030-05-05 02:00:00")

    def test_postal_codes_are_read_as_people_write_them(self):
        for country, postal_code, zone in [
            ("CA", "v6b 1a1", "America/Vancouver"),
            ("CA", " V6B1A1", "America/Vancouver"),
            ("CA", "X0A 0H0", "America/Iqaluit"),
            ("US", "96799", "Pacific/Pago_Pago"),
            ("US", "96701-1234", "Pacific/Honolulu"),
            ("AU", "6000", "Australia/Perth"),
            ("BR", "69900-000", "America/Rio_Branco"),
            ("MX", "22000", "America/Tijuana"),
            ("RU", "236001", "Europe/Kaliningrad"),
            ("RU", "101000", "Europe/Moscow"),
        ]:
            with self.subTest(postal_code=postal_code):
                self.assertIn(zone, find_timezones(country, False, postal_code))
                self.assertLess(len(find_timezones(country, False, postal_code)), 3)

    def test_a_postal_code_that_says_nothing_leaves_all_zones(self):
        for postal_code in ["", "9", "AE 09", "?"]:
            with self.subTest(postal_code=postal_code):
                self.assertEqual(
                    find_timezones("US", False, postal_code),
                    find_timezones("US", False),
                )

    def test_every_postal_code_leads_to_a_state_with_zones(self):
        for country, prefixes in PREFIXES_BY_STATE.items():
            states = " ".join(STATES_BY_ZONE[country].values()).split()
            self.assertLessEqual(set(prefixes), set(states))

    def test_a_state_in_two_zones_is_quiet_in_both(self):
        self._live_in("us", "TN")

        # 22:00 in Knoxville, 21:00 in Nashville; 7:00 in Knoxville, 6:00 in Nashville.
        self.assertQuietUntil("2030-05-05 12:00:00", now="2030-05-05 02:00:00")
        self.assertQuietUntil("2030-05-05 12:00:00", now="2030-05-05 11:00:00")

    def test_a_country_of_many_zones_is_quiet_in_all_without_a_state(self):
        self._live_in("ca")

        # 22:00 in Newfoundland is 17:30 in Vancouver, where it is 7:00 at 14:00 UTC.
        self.assertQuietUntil("2030-05-05 14:00:00", now="2030-05-05 00:30:00")
        self.assertQuietUntil(False, now="2030-05-05 20:00:00")

    def test_a_state_that_is_in_no_table_counts_as_none(self):
        self.assertEqual(find_timezones("US", "AE"), find_timezones("US", False))
        self.assertGreater(len(find_timezones("US", False)), 6)

    def test_daylight_saving_is_kept(self):
        self._live_in("us", "CA")

        # On the 10th of March 2030 the clocks go from 2:00 to 3:00.
        self.assertQuietUntil("2030-03-09 15:00:00", now="2030-03-09 09:00:00")
        self.assertQuietUntil("2030-03-10 14:00:00", now="2030-03-10 09:00:00")

    def test_nowhere_day_does_not_look_for_ever(self):
        self.website.write({"cart_quiet_from": 0.0, "cart_quiet_to": 23.75})
        self._live_in("ru")

        found = self.check._get_end_of_night(self.cart, fields.Datetime.now())

        self.assertGreater(found, fields.Datetime.now())

    def test_an_unknown_country_is_where_the_shop_is(self):
        self.customer.write({"tz": False, "country_id": False})
        self.website.company_id.partner_id.tz = "Asia/Tokyo"

        self.assertQuietUntil("2030-05-05 22:00:00", now="2030-05-05 18:00:00")

    def test_the_mail_waits_for_california(self):
        with freeze_time("2030-05-05 06:00:00"):
            self.first.sudo().active_since = self._get_time(24)
            self._live_in("us", "CA")
            self._age(self.cart, 2)
            self._remind()
            self.assertSkipped(self.cart, "quiet_hours")
        with freeze_time("2030-05-05 14:01:00"):
            self._remind()

        self.assertReminded(self.cart)

    def test_every_state_of_a_large_country_has_its_zones(self):
        for code, states_by_zone in STATES_BY_ZONE.items():
            states = self.env["res.country.state"].search(
                [("country_id.code", "=", code)]
            )
            known = {
                state for states in states_by_zone.values() for state in states.split()
            }
            self.assertEqual(set(states.mapped("code")) - known - TERRITORIES, set())
            self.assertEqual(known - set(states.mapped("code")), set())
