import re

from odoo.tests import tagged

from .mail_records import LONG, RETURN_KINDS, MailRecords

ORDER_TEMPLATES = (
    "order_received",
    "order_accepted",
    "confirmation",
    "payment_received",
    "payment_reminder",
    "payment_expired",
    "cancellation",
    "return_link",
)
CART_TEMPLATES = (
    "cart_reminder_first",
    "cart_reminder_second",
    "cart_reminder_third",
    "cart_payment_failed",
)
PARCEL_TEMPLATES = (
    "shipment_shipped",
    "shipment_tracking",
    "shipment_ready_for_pickup",
    "shipment_picked_up",
)
REFUND_TEMPLATES = ("refund", "refund_account")
INVOICE_TEMPLATES = ("invoice_partly_paid",)
CONSENT_TEMPLATES = ("cart_consent",)
ALL_TEMPLATES = (
    *ORDER_TEMPLATES,
    *CART_TEMPLATES,
    *PARCEL_TEMPLATES,
    *RETURN_KINDS,
    *REFUND_TEMPLATES,
    *INVOICE_TEMPLATES,
    *CONSENT_TEMPLATES,
)
LANGUAGES = ("en_US", "de_DE")
GREETINGS = {"en_US": "Hello", "de_DE": "Hallo"}
# What no customer should read: values that are missing, Odoo's unit, and tags.
ODDITIES = (
    "False",
    "None",
    "1.0",
    "2.0",
    "Units",
    "Einheit(en)",
    "&lt;",
    "t-out",
    "%%",
)
# Words of the other language.
FOREIGN = {
    "en_US": r"\b(sie|ihre?|wir|und|nicht|ist|wurde|bitte|bestellung)\b| ,",
    "de_DE": r"\b(the|your?|we|our|and|not|is|was|please|order|items)\b| ,",
}


@tagged("post_install", "-at_install")
class TestMailTexts(MailRecords):
    """Each email reads well for each kind of customer, in both languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world["res.lang"]._activate_lang("de_DE")
        cls.world["ir.module.module"]._load_module_terms(
            ["ecommerce_order_flow"], ["de_DE"]
        )

    def test_mails_about_orders(self):
        for lang in LANGUAGES:
            for order in self._create_orders(lang):
                for note in (LONG, False):
                    order.sudo().cancellation_note = note
                    self._assert_all_read_well(ORDER_TEMPLATES, order, lang)

    def test_cart_reminders(self):
        for lang in LANGUAGES:
            for customer in self._create_customers(lang):
                cart = self._create_order(partner_id=customer.id)
                cart._portal_ensure_token()
                self._assert_all_read_well(CART_TEMPLATES, cart, lang)

    def test_cart_reminders_tell_that_delivery_is_not_included(self):
        cart = self._create_order()
        cart._portal_ensure_token()
        for name in CART_TEMPLATES:
            self.assertIn("delivery costs", self._render(name, cart))

    def test_mails_about_parcels(self):
        for lang in LANGUAGES:
            for order in self._create_orders(lang):
                self._assert_all_read_well(PARCEL_TEMPLATES, order.picking_ids, lang)

    def test_mails_about_returns(self):
        for lang in LANGUAGES:
            for order in self._create_orders(lang):
                case = self._create_return(order)
                for note in (LONG, False):
                    case.decision_note = note
                    self._assert_all_read_well(RETURN_KINDS, case, lang)

    def test_mails_about_refunds(self):
        for lang in LANGUAGES:
            for order in self._create_orders(lang):
                refund = self._create_refund(order)
                for reason in (LONG, False):
                    refund.reason = reason
                    self._assert_all_read_well(REFUND_TEMPLATES, refund, lang)

    def test_mails_about_partly_paid_invoices(self):
        for lang in LANGUAGES:
            for order in self._create_orders(lang):
                invoice = order._create_invoices(final=True)
                invoice.action_post()
                self._assert_all_read_well(INVOICE_TEMPLATES, invoice, lang)

    def test_mail_that_asks_for_the_consent(self):
        for text in (LONG, ""):
            self.website.cart_consent_text = text
            consent = self.world["ecommerce.cart.consent"]._decide(
                self.website, "jane@example.com", "unconfirmed", "checkout"
            )
            self._assert_all_read_well(CONSENT_TEMPLATES, consent, "en_US")

    def test_numbers_have_the_decimal_point_of_the_language(self):
        for lang, percentage in (("en_US", "12.5%"), ("de_DE", "12,5 %")):
            order = self._create_orders(lang)[:1]
            text = self._render("return_valued", self._create_return(order))
            self.assertIn(percentage, text)

    def test_each_template_is_tried(self):
        templates = self.world["ir.model.data"].search(
            [("model", "=", "mail.template"), ("module", "=", "ecommerce_order_flow")]
        )

        names = {it.name.removeprefix("mail_template_") for it in templates}
        self.assertEqual(names, {*ALL_TEMPLATES})

    def _assert_all_read_well(self, names, record, lang):
        for name in names:
            with self.subTest(name, record=record.display_name, lang=lang):
                text = self._render(name, record)
                for oddity in ODDITIES:
                    self.assertNotIn(oddity, text)
                found = re.search(f".{{,30}}({FOREIGN[lang]}).{{,30}}", text, re.I)
                self.assertFalse(found, found and found.group())
                self.assertIn(GREETINGS[lang], text)

    def _render(self, name, record):
        """Return the subject and the text of an email."""
        template = self.world.ref(f"ecommerce_order_flow.mail_template_{name}")
        values = template._generate_template(record.ids, ("subject", "body_html"))
        mail = values[record.id]
        return f"{mail['subject']} {self._read(mail['body_html'])}"
