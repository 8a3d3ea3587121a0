from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartRetention(CartCommon):
    """Carts that nobody needs anymore are emptied, and their customers forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.automations_since = cls._get_time(24 * 1000)
        cls.old_cart = cls._create_cart(hours=24 * 91)

    def _vacuum(self):
        return self.env["ecommerce.cart.retention"].sudo()._gc_carts()

    def test_a_cart_untouched_for_90_days_is_emptied(self):
        self._vacuum()

        self.assertFalse(self.old_cart.order_line)
        self.assertEqual(self.old_cart.partner_id, self.website.user_id.partner_id)
        self.assertFalse(self.old_cart.access_token)

    def test_a_younger_cart_stays(self):
        cart = self._create_cart(hours=24 * 89)

        self._vacuum()

        self.assertTrue(cart.order_line)

    def test_a_cart_with_a_payment_stays(self):
        self._create_tx(self.old_cart, state="error")
        self._age(self.old_cart, 24 * 91)

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)
        self.assertEqual(self.old_cart.partner_id, self.customer)

    def test_an_order_stays(self):
        self.old_cart.action_confirm()

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)

    def test_the_website_chooses_the_days(self):
        self.website.cart_retention_days = 100

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)

    def test_a_website_can_keep_its_carts(self):
        self.website.cart_retention_days = 0

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)

    def test_carts_from_before_the_addon_wait_as_long_from_its_installation(self):
        self.old_cart.sudo().cart_activity_at = False
        self.website.automations_since = self._get_time(24 * 10)

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)

    def test_figures_stay_without_address(self):
        row = (
            self.env["ecommerce.cart.reminder.mail"]
            .sudo()
            .create(
                {
                    "order_id": self.old_cart.id,
                    "reminder_id": self.first.id,
                    "website_id": self.website.id,
                    "company_id": self.website.company_id.id,
                    "activity_at": self.old_cart.cart_activity_at,
                    "sent_at": self.old_cart.cart_activity_at,
                    "email": "kim@example.com",
                }
            )
        )

        self._vacuum()

        self.assertEqual(row.sent_count, 1)
        self.assertFalse(row.email)

    def test_a_guest_s_contact_is_deleted(self):
        guest = self._create_guest()
        self.old_cart.partner_id = guest

        self._vacuum()

        self.assertFalse(guest.exists())

    def test_a_guest_who_ordered_stays(self):
        guest = self._create_guest()
        self.old_cart.partner_id = guest
        self._create_confirmed_order(partner_id=guest.id)

        self._vacuum()

        self.assertTrue(guest.exists())

    def test_a_contact_that_staff_entered_stays(self):
        self._vacuum()

        self.assertTrue(self.customer.exists())

    def _create_guest(self):
        visitor = self.website.user_id
        return (
            self.world["res.partner"]
            .with_user(visitor)
            .sudo()
            .create({"name": "Guest", "email": "guest@example.com"})
            .with_env(self.env)
        )

    # === CARTS WITHOUT LINES === #

    def test_a_cart_that_was_emptied_is_forgotten(self):
        self.old_cart.order_line.unlink()

        self._vacuum()

        self.assertEqual(self.old_cart.partner_id, self.website.user_id.partner_id)

    def test_a_cart_that_was_merged_is_forgotten(self):
        self.old_cart.order_line.unlink()
        self._arrange(self.old_cart).action_cancel()

        self._vacuum()

        self.assertEqual(self.old_cart.partner_id, self.website.user_id.partner_id)
        self.assertEqual(self.old_cart.state, "cancel")

    def test_what_the_customer_attached_is_forgotten(self):
        drawing = self.world["ir.attachment"].create(
            {
                "name": "drawing.txt",
                "res_model": self.old_cart._name,
                "res_id": self.old_cart.id,
            }
        )

        self._vacuum()

        self.assertFalse(drawing.exists())

    def test_an_order_that_was_cancelled_stays(self):
        self._arrange(self.old_cart).action_confirm()
        self._arrange(self.old_cart)._action_cancel()

        self._vacuum()

        self.assertTrue(self.old_cart.order_line)
        self.assertEqual(self.old_cart.partner_id, self.customer)

    def test_what_is_forgotten_is_not_looked_at_again(self):
        self._vacuum()

        self.assertEqual(self._vacuum(), (0, False))
