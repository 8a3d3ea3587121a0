from lxml import etree

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestRemindersByStaff(CartCommon):
    """Salespeople remind customers of carts by the rules of the automation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env, "seller", groups="sales_team.group_sale_salesman_all_leads"
        )
        cls.cart = cls._create_cart()

    def _send(self, carts):
        carts.with_user(self.seller).action_recovery_email_send()
        return self.env["ecommerce.bulk.run"].search([], limit=1)

    def _object(self):
        self.env["ecommerce.cart.consent"].sudo()._note_opt_out(
            self.website, self.customer.email, "link"
        )

    def test_salespeople_and_their_managers_see_who_gets_which_mail(self):
        automation = self.env["ecommerce.automation"]._find("remind_cart")
        manager = self._create_user("manager", "sales_team.group_sale_manager")
        for user in (self.seller, manager):
            with self.subTest(user.login):
                action = automation.with_user(user).action_show_due()

                previews = self.env[action["res_model"]].with_user(user)
                self.assertIn(self.cart, previews.search(action["domain"]).order_id)

    def test_buttons_that_would_refuse_are_not_offered(self):
        users = {
            "website.group_website_designer": set(),
            "sales_team.group_sale_salesman": {"action_show_due"},
            "sales_team.group_sale_manager": {"action_show_due", "action_send_test"},
        }
        for group, expected in users.items():
            with self.subTest(group):
                user = self._create_user(group.split("_")[-1], group)
                reminders = self.env["ecommerce.cart.reminder"].with_user(user)
                view = etree.fromstring(reminders.get_view(view_type="form")["arch"])
                buttons = {node.get("name") for node in view.iterfind("header/button")}
                self.assertEqual(buttons, expected)

    def test_salesperson_reminds_a_customer(self):
        run = self._send(self.cart)

        self.assertEqual(run.line_ids.result, "done")
        self.assertReminded(self.cart)
        self.assertIn("/shop/reminders/stop", self._get_mails(self.cart).body_html)

    def test_whoever_objected_is_not_reminded(self):
        self._object()

        run = self._send(self.cart)

        self.assertReminded(self.cart, times=0)
        self.assertIn("objected", run.line_ids.reason)

    def test_addresses_on_the_blacklist_are_not_reminded(self):
        self.env["mail.blacklist"].sudo()._add(self.customer.email)

        run = self._send(self.cart)

        self.assertReminded(self.cart, times=0)
        self.assertIn("blacklist", run.line_ids.reason)

    def test_whoever_did_not_agree_is_not_reminded(self):
        self.website.cart_consent = "consent"

        run = self._send(self.cart)

        self.assertIn("has not consented", run.line_ids.reason)

    def test_nobody_is_reminded_twice_within_the_pause(self):
        self._send(self.cart)

        run = self._send(self.cart)

        self.assertReminded(self.cart)
        self.assertIn("a short time ago", run.line_ids.reason)

    def test_one_of_many_who_objected_does_not_stop_the_others(self):
        self._object()
        other = self._create_customer("Robin", "robin@example.com")
        other_cart = self._create_cart(partner_id=other.id)

        run = self._send(self.cart | other_cart)

        self.assertEqual(run.line_ids.mapped("result"), ["skipped", "done"])
        self.assertReminded(other_cart)

    def test_orders_are_no_carts(self):
        self.cart.action_confirm()

        run = self._send(self.cart)

        self.assertIn("not a cart anymore", run.line_ids.reason)

    def test_automation_rules_ask_the_same(self):
        self._object()

        self.cart._cart_recovery_email_send()

        self.assertReminded(self.cart, times=0)

    def test_a_night_or_a_low_amount_is_up_to_the_salesperson(self):
        self.website.write({"cart_quiet_from": 0.0, "cart_quiet_to": 23.99})
        self.first.minimum_amount = 1000.0

        self._send(self.cart)

        self.assertReminded(self.cart)


@tagged("post_install", "-at_install")
class TestRefusedReminders(CartCommon):
    """A reminder that the mail server refused is decided anew."""

    def _create_refused_reminder(self):
        cart = self._create_cart()
        self._remind()
        self._get_mails(cart).state = "exception"
        return cart

    def _deliver(self):
        with mute_logger(RUNNER):
            self._run_automation("deliver_reminder")
        self.env.invalidate_all()

    def test_it_is_not_sent_to_whoever_objected_meanwhile(self):
        cart = self._create_refused_reminder()
        self.env["ecommerce.cart.consent"].sudo()._note_opt_out(
            self.website, self.customer.email, "link"
        )

        self._deliver()

        self.assertSkipped(cart, "opted_out")
        self.assertFalse(cart.cart_reminder_mail_ids.sent_at)

    def test_it_is_not_sent_to_whoever_ordered_meanwhile(self):
        cart = self._create_refused_reminder()
        cart.action_confirm()

        self._deliver()

        self.assertSkipped(cart, "bought")

    def test_it_is_sent_if_nothing_speaks_against_it(self):
        cart = self._create_refused_reminder()

        self._deliver()

        self.assertFalse(
            self._find_failure("deliver_reminder", cart.cart_reminder_mail_ids)
        )
        self.assertTrue(cart.cart_reminder_mail_ids.sent_at)


@tagged("post_install", "-at_install")
class TestSeriesIsEdited(CartCommon):
    """Carts that wait go on waiting when somebody edits the series."""

    def test_another_delay_of_the_first_reminder_drops_no_cart(self):
        cart = self._create_cart(hours=2)

        self.first.delay_hours = 1.5
        self._remind()

        self.assertReminded(cart)

    def test_another_template_of_the_first_reminder_drops_no_cart(self):
        cart = self._create_cart(hours=2)

        self.first.template_id = self.second.template_id
        self._remind()

        self.assertReminded(cart)

    def test_a_reminder_that_was_off_does_not_look_back(self):
        self.first.is_on = False
        self.env.flush_all()
        cart = self._create_cart(hours=2)
        self.first.is_on = True

        self._remind()

        self.assertReminded(cart, times=0)
