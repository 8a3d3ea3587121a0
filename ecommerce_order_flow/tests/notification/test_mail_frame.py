import base64

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .order_mail_common import OrderMailCommon


@tagged("post_install", "-at_install")
class TestMailFrame(OrderMailCommon, MailCase):
    """What all emails to customers share."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.website.company_id
        cls.company.write({"street": "Am Markt 1", "zip": "24103", "city": "Kiel"})

    def _mail(self, order, kind="confirmation"):
        """Send the order's emails; return the text that the customer reads."""
        self._send()
        message = self._get_mail(order, kind)
        return self._read(message.sudo().mail_ids[:1].body_html)

    # === THE FRAME === #

    def test_mail_ends_with_a_closing_and_the_companys_address(self):
        self.company.report_footer = False
        self.company.phone = "+49 431 1234"

        text = self._mail(self._create_confirmed_order())

        self.assertIn(f"Kind regards Your team at {self.website.name}", text)
        self.assertIn(f"{self.company.name} · Am Markt 1 · 24103 Kiel", text)
        self.assertIn("+49 431 1234", text)

    def test_mail_has_the_footer_of_the_documents(self):
        self.company.report_footer = "<p>Amtsgericht Kiel, HRB 1234</p>"

        text = self._mail(self._create_confirmed_order())

        self.assertIn("Amtsgericht Kiel, HRB 1234", text)

    def test_website_has_its_own_footer_and_closing(self):
        self.company.report_footer = "<p>HRB 1234</p>"
        self.website.mail_footer = "<p>HRB 5678</p>"
        self.website.mail_closing = "Bright greetings\nSally"

        text = self._mail(self._create_confirmed_order())

        self.assertIn("Bright greetings Sally", text)
        self.assertIn("HRB 5678", text)
        self.assertNotIn("HRB 1234", text)

    def test_odoos_own_confirmation_has_the_frame_too(self):
        self.website.mail_footer = "<p>HRB 5678</p>"
        self.website.confirmation_email_template_id = self.world.ref(
            "sale.mail_template_sale_confirmation"
        )

        text = self._mail(self._create_confirmed_order())

        self.assertIn("HRB 5678", text)

    def test_legal_pages_are_linked_if_they_are_public(self):
        for url, is_published in (("/imprint", True), ("/datenschutz", False)):
            self.world["website.page"].create(
                {
                    "name": url,
                    "key": f"website.page{url}",
                    "url": url,
                    "type": "qweb",
                    "arch": "<p>Page</p>",
                    "is_published": is_published,
                    "website_id": self.website.id,
                }
            )
        order = self._create_confirmed_order()

        text = self._mail(order)

        self.assertIn("Legal Notice", text)
        self.assertNotIn("Datenschutz", text)
        body = self._get_mail(order, "confirmation").sudo().mail_ids.body_html
        self.assertIn("https://lanterns.example.com/imprint", body)
        self.assertNotIn("/datenschutz", body)

    def test_replies_go_where_they_are_read(self):
        self.website.mail_reply_to = "help@example.com"
        order = self._create_confirmed_order()
        self._send()

        message = self._get_mail(order, "confirmation")

        self.assertEqual(message.reply_to, "help@example.com")

    def test_reply_address_of_a_new_website_is_known_at_once(self):
        websites = self.world["website"]
        known = websites._get_reply_addresses()

        new = websites.create({"name": "New", "mail_reply_to": "new@example.com"})

        self.assertEqual(
            websites._get_reply_addresses(), {**known, new.id: "new@example.com"}
        )

    def test_reply_address_is_an_email_address(self):
        with self.assertRaises(ValidationError):
            self.website.mail_reply_to = "our help desk"

    # === SALUTATION AND QUANTITIES === #

    def test_a_person_is_greeted_by_name(self):
        self.assertEqual(self._greet(name="Jane"), "Hello Jane,")

    def test_companies_and_guests_are_greeted_without_a_name(self):
        self.assertEqual(self._greet(name="Lamps Ltd", is_company=True), "Hello,")
        self.assertEqual(self._greet(name=False, type="delivery"), "Hello,")

    def _greet(self, **values):
        partner = self.world["res.partner"].create(values)
        return self.env["ecommerce.mail.frame"]._greet(partner)

    def test_quantities_have_no_needless_decimals(self):
        pieces, kilos = map(
            self.world.ref, ("uom.product_uom_unit", "uom.product_uom_kgm")
        )
        self.world["res.lang"]._activate_lang("de_DE")
        frame = self.env["ecommerce.mail.frame"]
        german = frame.with_context(lang="de_DE")

        self.assertEqual(frame._format_quantity(1.0, pieces), "1 pc.")
        self.assertEqual(frame._format_quantity(3.0, pieces), "3 pcs.")
        self.assertEqual(german._format_quantity(1.5, kilos), "1,5 kg")

    # === LEGAL DOCUMENTS === #

    def test_acceptance_has_the_documents_of_its_language(self):
        german = self.world["res.lang"]._activate_lang("de_DE")
        for name, lang in (("AGB.pdf", german), ("all.pdf", german[:0])):
            self._create_document(name, lang)
        other = self.world["website"].create({"name": "Other"})
        self._create_document("other.pdf", german[:0], other)
        names = {}
        for lang in ("en_US", "de_DE"):
            self.partner.lang = lang
            order = self._create_confirmed_order()
            self._send()
            message = self._get_mail(order, "confirmation")
            names[lang] = set(message.sudo().attachment_ids.mapped("name"))

        self.assertFalse({"AGB.pdf", "other.pdf"} & names["en_US"])
        self.assertIn("all.pdf", names["en_US"])
        self.assertLessEqual({"AGB.pdf", "all.pdf"}, names["de_DE"])

    def test_receipt_has_no_documents_and_the_acceptance_has(self):
        self._create_document("terms.pdf", self.world["res.lang"])
        accepted = self._create_awaited_order()
        self._send()
        self.website.waiting_mail = "receipt"
        received = self._create_awaited_order()
        self._send()

        message = self._get_mail(accepted, "order_accepted")
        self.assertEqual(message.sudo().attachment_ids.raw, b"Terms")
        self.assertIn("right of withdrawal are attached", message.body)
        message = self._get_mail(received, "order_received")
        self.assertFalse(message.sudo().attachment_ids)

    def _create_document(self, name, lang, website=None):
        return self.world["ecommerce.legal.document"].create(
            {
                "name": name,
                "lang_id": lang.id,
                "website_id": (website or self.website).id,
                "file": base64.b64encode(b"Terms"),
            }
        )
