from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..emails import get_email
from .sepa_common import CUSTOMERS_IBAN, SepaCommon

OTHER_IBAN = "NL91ABNA0417164300"


@tagged("post_install", "-at_install")
class TestRefundAccount(SepaCommon):
    """Staff who may refund enters accounts, and is told what to look at."""

    def _refund_without_account(self, name="Jörg Weiß"):
        return self._refund(self._create_customer(name))

    def _refund(self, partner):
        """Return the payment of a refund with the rights of whoever asked for it."""
        return self._hand_over(self._refund_by_hand(partner))

    def test_whoever_may_refund_enters_the_iban(self):
        payment = self._refund_without_account()
        self.assertFalse(payment.account_id)
        self.assertFalse(self.staff.has_group("base.group_partner_manager"))

        with Form(payment) as form:
            form.iban = "de89 3704 0044 0532 0130 00"

        account = self._arrange(payment).account_id
        self.assertEqual(account.sanitized_acc_number, CUSTOMERS_IBAN)
        self.assertEqual(account.acc_holder_name, "Jörg Weiß")
        self.assertEqual(account.partner_id, payment.partner_id)
        self.assertFalse(account.allow_out_payment)
        self.assertTrue(payment.qr_code)

    def test_it_is_entered_where_the_transfer_is_registered(self):
        payment = self._refund_without_account()
        wizard = self.env["ecommerce.refund.registration"].with_context(
            active_model="ecommerce.refund.payment", active_ids=payment.ids
        )
        form = Form(wizard)
        self.assertTrue(form.needs_account)
        form.iban = CUSTOMERS_IBAN
        form.account_holder = "Ann Weiß"
        form.save().action_register()

        self.assertEqual(payment.state, "done")
        self.assertEqual(self._arrange(payment).account_id.acc_holder_name, "Ann Weiß")

    def test_wrong_iban_is_refused(self):
        payment = self._refund_without_account()
        for iban in ("DE89370400440532013001", "12345678", "XX00"):
            with (
                self.subTest(iban),
                self.assertRaisesRegex(UserError, "not a valid IBAN"),
            ):
                payment.iban = iban

        self.assertFalse(self._arrange(payment).account_id)

    def test_others_enter_none(self):
        payment = self._refund_without_account()
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")

        with self.assertRaises(AccessError):
            payment.with_user(seller).iban = CUSTOMERS_IBAN
        with self.assertRaises(AccessError):
            self.env["ecommerce.refund.account"].with_user(seller)._enter(
                payment.with_user(seller), CUSTOMERS_IBAN
            )

    def test_account_that_exists_is_taken_and_not_changed(self):
        partner = self._create_customer("Jörg Weiß")
        self._create_account(partner, OTHER_IBAN)
        account = self._create_account(partner, acc_holder_name="Ann Weiß")
        payment = self._refund(partner)

        self.env["ecommerce.refund.account"]._enter(
            payment, CUSTOMERS_IBAN, "Somebody Else"
        )

        self.assertEqual(payment.account_id, account)
        self.assertEqual(self._arrange(account).acc_holder_name, "Ann Weiß")
        self.assertTrue(account.allow_out_payment)

    def test_account_that_was_put_away_is_looked_at_again(self):
        partner = self._create_customer("Jörg Weiß")
        account = self._create_account(partner)
        account.action_archive()
        payment = self._refund(partner)

        payment.iban = CUSTOMERS_IBAN

        self.assertEqual(payment.account_id, account)
        self.assertTrue(account.active)
        self.assertFalse(account.allow_out_payment)

    def test_accounts_that_somebody_checked_come_first(self):
        partner = self._create_customer("Jörg Weiß")
        self._create_account(partner, OTHER_IBAN, is_trusted=False)
        account = self._create_account(partner)

        self.assertEqual(self._refund(partner).account_id, account)

    def test_name_of_somebody_else_is_told(self):
        payment = self._refund_without_account()
        service = self.env["ecommerce.refund.account"]
        service._enter(payment, CUSTOMERS_IBAN, "Eve Other")

        self.assertIn("Eve Other is not the customer", payment.account_warning)
        self.assertIn("has not been checked yet", payment.account_warning)

    def test_name_may_be_written_otherwise(self):
        payment = self._refund_without_account()
        service = self.env["ecommerce.refund.account"]
        service._enter(payment, CUSTOMERS_IBAN, "WEISS, Joerg")

        self.assertNotIn("is not the customer", payment.account_warning)

    def test_account_of_others_is_told(self):
        self._create_customer("Eve", CUSTOMERS_IBAN)
        payment = self._refund_without_account()
        payment.iban = CUSTOMERS_IBAN

        self.assertIn("account of Eve", payment.account_warning)

    def test_only_who_may_validate_accounts_trusts_one(self):
        payment = self._refund_without_account()
        payment.iban = CUSTOMERS_IBAN
        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,base.group_partner_manager,"
            "account.group_validate_bank_account",
        )

        with self.assertRaises(UserError):
            payment.action_trust_account()
        self.assertFalse(payment.is_account_trusted)
        payment.with_user(boss).action_trust_account()

        self.assertTrue(payment.is_account_trusted)
        self.assertFalse(payment.account_warning)
        self.assertEqual(self._create_files(payment).transfer_count, 1)

    # === ASKED BY MAIL === #

    def _find_mails(self, payment):
        notifications = self._arrange(payment).refund_id.flow_notification_ids
        return notifications.filtered(lambda it: it.kind == "refund_account")

    def test_customer_is_asked_by_mail(self):
        payment = self._refund_without_account()

        payment.action_ask_account()

        message = self._find_mails(payment).message_id
        self.assertEqual(message.partner_ids, payment.partner_id)
        self.assertIn("/shop/refund/account?token=", get_email(message))
        self.assertNotIn("token=", message.body)
        self.assertIn("50.00", message.body)
        self.assertTrue(payment.account_asked_at)

    def test_one_mail_asks_for_all_of_a_refund(self):
        payment = self._refund_without_account()
        payment.sudo().copy({"refund_id": payment.refund_id.id})
        payments = payment.refund_id.payment_ids
        payments.invalidate_recordset()
        self.assertEqual(len(payments), 2)

        payments.action_ask_account()

        self.assertEqual(len(self._find_mails(payment)), 1)

    def test_asked_again_each_mail_is_noted(self):
        payment = self._refund_without_account()
        payment.action_ask_account()
        payment.action_ask_account()

        self.assertEqual(sorted(self._find_mails(payment).mapped("round")), [0, 1])

    def test_nobody_is_asked_for_what_is_known(self):
        payment = self._refund(self._create_customer("Ann", CUSTOMERS_IBAN))

        with self.assertRaisesRegex(UserError, "is known"):
            payment.action_ask_account()

    def test_customer_without_address(self):
        partner = self._create_customer("No Address")
        payment = self._refund(partner)
        partner.email = False

        with self.assertRaisesRegex(UserError, "no email address"):
            payment.action_ask_account()

    def test_others_ask_nobody(self):
        payment = self._refund_without_account()
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")

        with self.assertRaises(AccessError):
            payment.with_user(seller).action_ask_account()
