from odoo.tests import tagged

from ..common import OrderFlowCommon

TEMPLATES = (
    "mail_template_cart_reminder_first",
    "mail_template_cart_reminder_second",
    "mail_template_cart_reminder_third",
    "mail_template_cart_payment_failed",
    "mail_template_cancellation",
    "mail_template_order_received",
    "mail_template_order_accepted",
    "mail_template_confirmation",
    "mail_template_payment_reminder",
    "mail_template_payment_expired",
)
PARCEL_TEMPLATES = ("shipped", "tracking", "ready_for_pickup", "picked_up")


@tagged("post_install", "-at_install")
class TestLanguage(OrderFlowCommon):
    """Customers without a language get mails in their website's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.french = cls.env["res.lang"].sudo()._activate_lang("fr_FR")
        cls.website.sudo().write(
            {"language_ids": [(4, cls.french.id)], "default_lang_id": cls.french.id}
        )
        cls.order = cls._create_confirmed_order()
        cls._arrange(cls.order).partner_id.lang = False

    def _get_language(self, template, record):
        template = self.env.ref(f"ecommerce_order_flow.{template}").sudo()
        return template._render_lang(record.ids)[record.id]

    def test_mails_about_orders(self):
        for template in TEMPLATES:
            with self.subTest(template):
                self.assertEqual(self._get_language(template, self.order), "fr_FR")

    def test_mails_about_parcels(self):
        for kind in PARCEL_TEMPLATES:
            with self.subTest(kind):
                template = f"mail_template_shipment_{kind}"
                parcel = self.order.picking_ids
                self.assertEqual(self._get_language(template, parcel), "fr_FR")

    def test_odoo_s_own_mails(self):
        languages = []
        self.patch(
            type(self.order),
            "_send_order_confirmation_mail",
            lambda order: languages.append(order.env.lang),
        )

        self.env["ecommerce.order.notifier"].sudo()._notify(self.order.sudo())

        self.assertEqual(languages, ["fr_FR"])

    def test_invoices(self):
        languages = []
        self.patch(
            type(self.world["account.move.send"]),
            "_get_default_mail_subject",
            lambda _service, _move, _template, lang: languages.append(lang) or "Hi",
        )
        self._arrange(self.order).partner_id.email = "jane@example.com"

        self._invoice(self.order)._send_to_customer()

        self.assertEqual(languages, ["fr_FR"])

    def test_mails_about_partly_paid_invoices(self):
        invoice = self._invoice(self.order)

        language = self._get_language("mail_template_invoice_partly_paid", invoice)

        self.assertEqual(language, "fr_FR")

    def test_a_customer_with_a_language_gets_it(self):
        self._arrange(self.order).partner_id.lang = "en_US"

        language = self._get_language("mail_template_cancellation", self.order)

        self.assertEqual(language, "en_US")
