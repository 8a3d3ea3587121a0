from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartBatches(CartCommon):
    """Many carts are looked at with few questions, and no more often than needed."""

    def _count_calls(self, name):
        """Run the reminders; return how often a method of the check was called."""
        Check = type(self.env["ecommerce.cart.check"])
        with patch.object(
            Check, name, autospec=True, side_effect=getattr(Check, name)
        ) as method:
            self._remind()
        return method.call_count

    # === WITHOUT ADDRESS === #

    def test_a_cart_without_address_is_looked_at_once(self):
        self.customer.email = False
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_address")
        self.assertFalse(cart.next_reminder_at)

    def test_a_cart_that_gets_an_address_is_looked_at_again(self):
        cart = self._create_cart(partner_id=self.website.user_id.partner_id.id)
        self._remind()

        cart.partner_id = self.customer
        cart._note_cart_activity()
        with freeze_time(fields.Datetime.now() + relativedelta(hours=2)):
            self._remind()

        self.assertReminded(cart)

    # === ONE QUESTION === #

    def test_the_addresses_of_a_batch_are_looked_for_once(self):
        self.website.cart_consent = "consent_or_customer"
        for name in ("ann", "ben", "cem"):
            partner = self._create_customer(name, f"{name}@example.com")
            self._create_cart(partner_id=partner.id)

        self.assertEqual(self._count_calls("_find_partners"), 1)

    def test_the_addresses_have_an_index(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'res_partner' "
            "AND indexname = 'res_partner_email_normalized_idx'"
        )
        self.assertIn("(email_normalized)", self.env.cr.fetchone()[0])

    def test_orders_from_before_the_cart_are_not_read(self):
        old = self._create_confirmed_order(partner_id=self.customer.id)
        old.write(
            {"date_order": self._get_time(50), "cart_activity_at": self._get_time(50)}
        )
        new = self._create_confirmed_order(partner_id=self.customer.id)
        cart = self._create_cart()
        check = self.world["ecommerce.cart.check"]
        plans = [check._make_plan(self._arrange(cart), self.first)]

        found = self.world["sale.order"].search(
            check._get_newer_domain(plans, self.customer)
        )

        self.assertIn(new, found)
        self.assertNotIn(old, found)
