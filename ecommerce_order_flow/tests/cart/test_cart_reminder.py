from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartReminderSeries(CartCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_user("manager", "sales_team.group_sale_manager")

    def test_the_website_s_setting_is_the_first_reminder(self):
        designer = self._create_user("designer", "website.group_website_designer")
        template = self.first.template_id.copy()
        self.website.with_user(designer).write(
            {
                "send_abandoned_cart_email": False,
                "cart_abandoned_delay": 5.0,
                "cart_recovery_mail_template_id": template.id,
            }
        )

        self.assertFalse(self.first.is_on)
        self.assertEqual(self.first.delay_hours, 5.0)
        self.assertEqual(self.first.template_id, template)

    def test_the_first_reminder_is_the_website_s_setting(self):
        self.first.with_user(self.manager).write({"is_on": False, "delay_hours": 3.0})

        self.assertFalse(self.website.send_abandoned_cart_email)
        self.assertEqual(self.website.cart_abandoned_delay, 3.0)

    def test_a_new_website_has_the_series_switched_off(self):
        website = self.world["website"].create({"name": "Second shop"})

        reminders = website.cart_reminder_ids
        self.assertEqual(reminders.mapped("delay_hours"), [1.0, 24.0, 72.0])
        self.assertFalse(any(reminders.mapped("is_on")))
        self.assertEqual(reminders.mapped("is_first"), [True, False, False])

    def test_the_first_reminder_cannot_be_deleted(self):
        with self.assertRaises(UserError):
            self.first.with_user(self.manager).unlink()

    def test_a_reminder_is_not_sent_before_its_time(self):
        cart = self._create_cart(hours=0.5)

        self._remind()

        self.assertReminded(cart, times=0)

    def test_a_reminder_is_sent_once(self):
        cart = self._create_cart()

        self._remind()
        self._remind()

        self.assertReminded(cart)

    def test_a_change_of_the_cart_restarts_the_series(self):
        cart = self._create_cart()
        self._remind()

        with freeze_time(fields.Datetime.now() + relativedelta(hours=20)):
            cart._note_cart_activity()
        with freeze_time(fields.Datetime.now() + relativedelta(hours=22)):
            self._remind()

        self.assertReminded(cart, times=2)
        self.assertEqual(cart.cart_reminder_mail_ids.reminder_id, self.first)

    def test_adding_to_the_cart_is_activity(self):
        cart = self._create_cart(hours=20)

        cart._cart_add(self.service.id)

        self.assertGreater(cart.cart_activity_at, self._get_time(1))

    def test_a_failed_payment_is_activity(self):
        cart = self._create_cart(hours=20)

        self._pay(cart, state="error")

        self.assertGreater(cart.cart_activity_at, self._get_time(1))

    def test_of_several_due_reminders_the_last_one_is_sent(self):
        self._switch_on(self.second)
        cart = self._create_cart(hours=25)

        self._remind()

        self.assertReminded(cart)
        rows = cart.cart_reminder_mail_ids
        self.assertEqual(rows.filtered("sent_at").reminder_id, self.second)
        self.assertEqual(
            (rows - rows.filtered("sent_at")).mapped("skip_reason"), ["superseded"]
        )

    def test_what_spoke_against_a_superseded_reminder_stays_noted(self):
        self._switch_on(self.second)
        self.website.cart_consent = "consent"
        cart = self._create_cart()
        self._remind()

        with freeze_time(fields.Datetime.now() + relativedelta(hours=23)):
            self._remind()

        reasons = cart.cart_reminder_mail_ids.mapped("skip_reason")
        self.assertEqual(reasons, ["no_consent", "no_consent"])

    def test_carts_left_before_a_reminder_was_switched_on_get_none(self):
        cart = self._create_cart()
        self.first.sudo().active_since = self._get_time(1)
        self.website._schedule_cart_reminders()

        self._remind()

        self.assertFalse(cart.cart_reminder_mail_ids)
        self.assertReminded(cart, times=0)

    def test_a_reminder_switched_off_is_not_sent(self):
        cart = self._create_cart()
        self.first.is_on = False

        self._remind()

        self.assertReminded(cart, times=0)

    def test_a_shorter_delay_holds_for_carts_that_wait(self):
        cart = self._create_cart(hours=0.7)
        self.website.cart_abandoned_delay = 0.5

        self._remind()

        self.assertReminded(cart)

    def test_delays_are_hours_after_which_carts_are_still_reminded_of(self):
        third = self.first.create({"website_id": self.website.id, "delay_hours": 72.0})
        for delay in (0.0, -1.0, 721.0, 1e300, float("inf"), float("nan")):
            with self.subTest(delay), self.assertRaises(ValidationError):
                third.delay_hours = delay
        with self.assertRaises(ValidationError):
            self.website.cart_abandoned_delay = 721.0

    def test_a_website_that_reminds_nobody_sends_nothing(self):
        self.website.cart_consent = "nobody"
        cart = self._create_cart()

        self._remind()

        self.assertReminded(cart, times=0)

    def test_a_failed_payment_has_a_mail_of_its_own(self):
        cart = self._create_cart()
        self._pay(cart, state="error")
        self._age(cart, 2)

        self._remind()

        self.assertEqual(self._get_mails(cart).subject, "Your payment failed")
        self.assertTrue(cart.cart_reminder_mail_ids.is_payment_failed)

    def test_without_a_mail_of_its_own_a_failed_payment_gets_the_reminder(self):
        self.website.cart_payment_failed_template_id = False
        cart = self._create_cart()
        self._pay(cart, state="error")
        self._age(cart, 2)

        self._remind()

        subject = self._get_mails(cart).subject
        self.assertEqual(subject, f"Your cart at {self.website.name}")

    @mute_logger(
        "odoo.addons.ecommerce_order_flow.models.engine.ecommerce_automation_runner"
    )
    def test_a_reminder_without_a_mail_is_a_failure_that_says_so(self):
        self._switch_on(self.second)
        self.second.template_id = False
        cart = self._create_cart(hours=25)

        self._remind()

        failure = self._find_failure("remind_cart", cart)
        self.assertIn("has no email template", failure.reason)
        self.assertTrue(self._hand_over(self.second).action_show_due())

    def test_the_mail_is_in_the_customer_s_language(self):
        self.world["res.lang"]._activate_lang("de_DE")
        template = self.website._get_cart_template()
        template.with_context(lang="de_DE").subject = "Ihr Warenkorb"
        self.customer.lang = "de_DE"
        cart = self._create_cart()

        self._remind()

        self.assertEqual(self._get_mails(cart).subject, "Ihr Warenkorb")

    def test_the_mail_goes_to_nobody_but_the_customer(self):
        self.website._get_cart_template().write(
            {"email_to": "boss@example.com", "email_cc": "all@example.com"}
        )
        cart = self._create_cart()

        self._remind()

        mail = self._get_mails(cart)
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertFalse(mail.email_to or mail.email_cc)

    def test_every_mail_can_be_objected_to(self):
        self.website._get_cart_template().body_html = "<p>Short</p>"
        cart = self._create_cart()

        self._remind()

        mail = self._get_mails(cart)
        self.assertIn("/shop/reminders/stop?token=", mail.body_html)
        self.assertIn("/shop/reminders/one-click?token=", mail.headers)
        self.assertIn("List-Unsubscribe=One-Click", mail.headers)

    def test_the_mail_says_what_the_prices_include_and_the_total(self):
        self.website.show_line_subtotals_tax_selection = "tax_included"
        cart = self._create_cart()
        self._remind()
        body = self._get_mails(cart).body_html
        self.assertIn("Prices include taxes and exclude delivery costs.", body)
        self.assertIn("Total", body)

        self.website.show_line_subtotals_tax_selection = "tax_excluded"
        note = self.env["ecommerce.cart.mail.content"]._get_price_note(cart)
        self.assertIn("Prices exclude taxes and delivery costs.", note)

    def test_the_mail_says_why_it_was_sent_and_that_objecting_is_free(self):
        content = self.env["ecommerce.cart.mail.content"]
        cart = self._create_cart()
        self.assertIn("you left items", content._explain_recipient(cart))
        self.website.cart_consent = "consent_or_customer"
        self.assertIn("you bought from us", content._explain_recipient(cart))
        self.world["ecommerce.cart.consent"]._note_consent(
            self.website, self.customer.email, "checkout"
        )
        self.assertIn("you consented", content._explain_recipient(cart))

        self._remind()

        body = self._get_mails(cart).body_html
        self.assertIn("at no cost other than", body)
        self.assertIn("No more reminders", body)

    def test_the_mail_shows_today_s_prices_and_leaves_the_cart_alone(self):
        cart = self._create_cart()
        self.goods.list_price = 60.0

        self._remind()

        self.assertIn("120.00", self._get_mails(cart).body_html)
        self.assertEqual(cart.amount_total, 100.0)

    def test_a_test_goes_to_the_user_only(self):
        cart = self._create_cart()

        self.second.with_user(self.manager).action_send_test()

        mail = self._get_mails(cart)
        self.assertIn("manager@example.com", mail.email_to)
        self.assertFalse(mail.recipient_ids)
        self.assertFalse(cart.cart_reminder_mail_ids)

    def test_whoever_objects_in_a_test_objects_for_the_own_address(self):
        cart = self._create_cart()

        self.second.with_user(self.manager).action_send_test()

        body = self._get_mails(cart).body_html
        token = body.partition("/shop/reminders/stop?token=")[2].partition('"')[0]
        _website, email = self.world["ecommerce.cart.consent"]._read_token(token)
        self.assertEqual(email, "manager@example.com")
        self.assertIn("&amp;reminder=test", body)

    def test_the_preview_tells_who_gets_which_mail_and_who_not_and_why(self):
        sent = self._create_cart()
        later = self._create_cart(
            hours=0.1, partner_id=self._create_customer("Lee", "lee@example.com").id
        )
        skipped = self._create_cart(partner_id=self._create_customer("Max", False).id)

        action = self._hand_over(self.first).action_show_due()

        previews = self.env[action["res_model"]].search(action["domain"])
        results = {p.order_id: (p.result, p.skip_reason) for p in previews}
        self.assertEqual(results[sent], ("send", False))
        self.assertEqual(results[later], ("later", False))
        self.assertEqual(results[skipped], ("skip", "no_address"))
        self.assertFalse(self._get_mails(sent))

    def test_salespeople_see_what_came_of_a_reminder(self):
        cart = self._create_cart()
        self._remind()

        action = self._hand_over(self.first).action_show_mails()

        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(rows, cart.cart_reminder_mail_ids)

    def test_settings_show_the_series_and_the_mail_of_their_website(self):
        settings = self.world["res.config.settings"].create(
            {"website_id": self.website.id}
        )
        template = self.first.template_id.copy()
        self.first.template_id = template

        series = settings.action_show_cart_reminders()
        mail = settings.action_open_abandoned_cart_mail_template()

        shown = self.world[series["res_model"]].search(series["domain"])
        self.assertEqual(shown, self.website.cart_reminder_ids)
        self.assertEqual(mail["res_id"], template.id)

    def test_a_mail_that_could_not_be_sent_is_sent_again(self):
        cart = self._create_cart()
        self._remind()
        mail = self._get_mails(cart)
        mail.write({"state": "exception", "failure_reason": "Server down"})

        self.assertEqual(cart.cart_reminder_mail_ids.status, "failed")
        self.assertTrue(self._is_due("deliver_reminder", cart.cart_reminder_mail_ids))

    def test_companies_do_not_share_reminders(self):
        other_company = self.world["res.company"].create({"name": "Other"})
        user = self._create_user(
            "stranger", "sales_team.group_sale_manager", company_id=other_company.id
        )

        reminders = self.env["ecommerce.cart.reminder"].with_user(user).search([])

        self.assertNotIn(self.first, reminders)
