from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartReminderOfStock(CartCommon):
    """What stock Odoo's reminder gets wrong; uses what stock Odoo has, too."""

    def test_the_recipient_is_named_once(self):
        cart = self._create_cart()

        self._remind()

        mail = self._get_mails(cart)
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertFalse(mail.email_to)

    def test_the_link_has_a_token(self):
        cart = self._create_cart()

        self._remind()

        self.assertTrue(cart.access_token)
        self.assertIn(cart.access_token, self._get_mails(cart).body_html)

    def test_the_website_s_template_is_used(self):
        template = self.world.ref("website_sale.mail_template_sale_cart_recovery").copy(
            {"subject": "Of this website"}
        )
        self.website.cart_recovery_mail_template_id = template
        cart = self._create_cart()

        self._remind()

        self.assertEqual(self._get_mails(cart).subject, "Of this website")

    def test_a_series_of_mails_is_sent(self):
        self._switch_on(self.second)
        cart = self._create_cart()

        self._remind()
        with freeze_time(fields.Datetime.now() + relativedelta(hours=23)):
            self._remind()

        self.assertReminded(cart, times=2)

    @mute_logger(
        "odoo.addons.ecommerce_order_flow.models.engine.ecommerce_automation_runner"
    )
    def test_one_broken_cart_does_not_stop_the_others(self):
        self.website.cart_recovery_mail_template_id.body_html = (
            "<t t-out=\"1 / (object.client_order_ref != 'broken')\"/>"
        )
        broken = self._create_cart(client_order_ref="broken")
        other = self._create_cart(
            partner_id=self._create_customer("Lee", "lee@example.com").id
        )

        self._remind()

        self.assertReminded(broken, times=0)
        self.assertReminded(other)
        self.assertTrue(self._find_failure("remind_cart", broken))

    def test_a_skipped_cart_is_not_marked_as_mailed(self):
        self.customer.email = False
        cart = self._create_cart()

        self._remind()

        self.assertFalse(cart.cart_recovery_email_sent)

    def test_a_cart_that_was_skipped_gets_the_mail_when_it_can(self):
        self.customer.email = False
        cart = self._create_cart()
        self._remind()

        self.customer.email = "kim@example.com"
        with freeze_time(fields.Datetime.now() + relativedelta(hours=2)):
            self._remind()

        self.assertReminded(cart)

    def test_the_delay_counts_from_the_last_activity(self):
        cart = self._create_cart(hours=20)

        cart._note_cart_activity()
        self._remind()

        self.assertReminded(cart, times=0)

    def test_odoo_s_own_mails_are_not_sent_besides(self):
        cart = self._create_cart()

        self.world["website"]._send_abandoned_cart_email()
        self._remind()
        self.world["website"]._send_abandoned_cart_email()

        self.assertReminded(cart)
