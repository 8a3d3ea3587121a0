from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import hash_sign

from ...models.refund import ecommerce_refund_account as accounts
from .sepa_common import CUSTOMERS_IBAN, SepaCommon

PAGE = "/shop/refund/account"


@tagged("post_install", "-at_install")
class TestRefundAccountPage(HttpCase, SepaCommon):
    """The customer says to which account the money goes, and nobody else does."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.payment = self._refund_by_hand(self._create_customer("Jörg Weiß"))
        self.payment.action_ask_account()
        self.service = self.world["ecommerce.refund.account"]
        self.url = self.service._get_url(self._arrange(self.payment.refund_id))
        self.token = self.url.split("token=")[1]

    def _send(self, iban=CUSTOMERS_IBAN, holder="Jörg Weiß", token=None, **values):
        self.authenticate(None, None)
        return self.url_open(
            PAGE,
            data={
                "token": token or self.token,
                "iban": iban,
                "holder": holder,
                "csrf_token": http.Request.csrf_token(self),
                **values,
            },
        )

    def _get_account(self):
        self.payment.invalidate_recordset()
        return self._arrange(self.payment).account_id

    def test_customer_says_the_account(self):
        page = self.url_open(f"{PAGE}?token={self.token}")
        self.assertEqual(page.status_code, 200)
        self.assertIn("50.00", page.text)
        self.assertFalse(self._get_account())

        answer = self._send("de89 3704 0044 0532 0130 00")

        self.assertIn("ending in 3000", " ".join(answer.text.split()))
        account = self._get_account()
        self.assertEqual(account.sanitized_acc_number, CUSTOMERS_IBAN)
        self.assertEqual(account.partner_id, self.payment.partner_id)
        self.assertFalse(account.allow_out_payment)

    def test_account_belongs_to_the_company_of_the_customer(self):
        company = self.world["res.partner"].create(
            {"name": "Weiß GmbH", "is_company": True}
        )
        self._arrange(self.payment).partner_id.parent_id = company

        self._send()

        self.assertEqual(self._get_account().partner_id, company)

    def test_fields_have_labels_and_work_without_javascript(self):
        page = html.fromstring(self.url_open(f"{PAGE}?token={self.token}").content)

        [form] = page.xpath(f"//form[@action='{PAGE}'][@method='post']")
        for name in ("iban", "holder"):
            [field] = form.xpath(f".//input[@name='{name}']")
            self.assertTrue(form.xpath(f".//label[@for='{field.get('id')}']"), name)
        self.assertTrue(form.xpath(".//button[@type='submit']"))

    def test_what_is_wrong_is_told_and_what_was_entered_is_kept(self):
        page = html.fromstring(self._send("DE89370400440532013001").content)

        [error] = page.xpath("//*[@role='alert'][@id='refund_account_error']")
        self.assertIn("not a valid IBAN", error.text_content())
        [field] = page.xpath("//input[@name='iban']")
        self.assertEqual(field.get("value"), "DE89370400440532013001")
        self.assertEqual(field.get("aria-describedby"), "refund_account_error")
        self.assertFalse(self._get_account())

    def test_holder_is_needed(self):
        self.assertIn("name of the account holder", self._send(holder=" ").text)
        self.assertFalse(self._get_account())

    def test_texts_are_escaped(self):
        page = self._send("<script>x</script>", holder="<script>y</script>")

        self.assertNotIn("<script>x", page.text)
        self.assertNotIn("<script>y", page.text)

    def test_second_answer_changes_nothing(self):
        self._send()
        account = self._get_account()

        answer = self._send("NL91ABNA0417164300", holder="Eve")

        self.assertEqual(self._get_account(), account)
        self.assertIn("ending in 3000", " ".join(answer.text.split()))
        self.assertEqual(len(account.partner_id.bank_ids), 1)

    def test_to_look_changes_nothing(self):
        self.url_open(f"{PAGE}?token={self.token}&iban={CUSTOMERS_IBAN}&holder=Eve")

        self.assertFalse(self._get_account())

    def test_other_name_is_shown_to_staff(self):
        self._send(holder="Eve Other")

        self.assertIn("Eve Other is not the customer", self.payment.account_warning)

    # === STRANGERS === #

    def test_strangers_learn_nothing(self):
        missing = hash_sign(
            self.world, accounts.TOKEN_SCOPE, [2**30, 1], expiration=accounts.VALID_FOR
        )
        forged = self.token[:-2] + ("A" if self.token[-2] != "A" else "B") + "A"
        tokens = ["", "x", "ä", forged, missing]
        pages = [self.url_open(f"{PAGE}?token={it}") for it in tokens]

        self.assertEqual([page.status_code for page in pages], [404] * len(pages))
        self.assertEqual(self._send(token=forged).status_code, 404)
        self.assertFalse(self._get_account())

    def test_link_of_another_purpose_is_none(self):
        consent = self.world["ecommerce.cart.consent"]
        token = consent._get_token(self.website, "customer@example.com")

        self.assertEqual(self.url_open(f"{PAGE}?token={token}").status_code, 404)

    def test_link_ends(self):
        refund = self._arrange(self.payment.refund_id)
        with patch.object(accounts, "VALID_FOR", timedelta(seconds=-1)):
            token = self.service._get_url(refund).split("token=")[1]

        self.assertEqual(self.url_open(f"{PAGE}?token={token}").status_code, 404)

    def test_link_of_a_former_mail_ends(self):
        self.payment.action_ask_account()

        self.assertEqual(self.url_open(f"{PAGE}?token={self.token}").status_code, 404)

    def test_link_tells_nobody_else(self):
        page = self.url_open(f"{PAGE}?token={self.token}")

        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_without_the_forms_own_token_nothing_is_noted(self):
        self._send(csrf_token="wrong")

        self.assertFalse(self._get_account())

    def test_somebody_who_tries_is_stopped(self):
        for _try in range(accounts.MOST_TRIES):
            self._send("DE89370400440532013001")

        self.assertIn("Too many attempts", self._send().text)
        self.assertFalse(self._get_account())

    def test_refund_that_was_transferred_meanwhile(self):
        self.env["ecommerce.refund.transfer"]._book(
            self.payment, "2026-11-30", self.euro_journal
        )

        answer = self._send()

        self.assertIn("We have transferred", answer.text)
        self.assertFalse(self._get_account())
