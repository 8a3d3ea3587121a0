from odoo.tests import tagged

from ...models.notification.const import NOTIFICATION_KINDS, PARCEL_KINDS
from .mail_records import RETURN_KINDS, MailRecords

ORDER_KINDS = (
    "order_received",
    "order_accepted",
    "confirmation",
    "payment_pending",
    "payment_received",
    "payment_reminder",
    "payment_expired",
    "cancellation",
)


@tagged("post_install", "-at_install")
class TestEachMail(MailRecords):
    """Each kind of email is sent in our frame, with the company's legal details."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.mail_footer = "<p>Amtsgericht Kiel, HRB 5678</p>"
        cls.partner.street = "Am Markt 1"

    def test_each_kind_has_the_frame(self):
        order = self._create_order().sudo()
        self._pay(order)

        mails = self._send_each_kind(order)

        self.assertEqual({*mails.mapped("kind")}, {*dict(NOTIFICATION_KINDS)})
        for mail in mails:
            with self.subTest(mail.kind):
                text = self._read(mail.message_id.mail_ids[:1].body_html)
                self.assertEqual(text.count("HRB 5678"), 1)
                self.assertEqual(text.count(f"Your team at {self.website.name}"), 1)

    def test_partly_paid_invoice_has_the_frame(self):
        invoice = self._invoice(self._create_confirmed_order())
        self._register_payment(invoice, 40.0)

        invoice.sudo()._send_to_customer()

        text = self._read(invoice.sudo().flow_notification_ids.message_id.body)
        self.assertIn("Still to be paid", text)
        mail = invoice.sudo().flow_notification_ids.message_id.mail_ids[:1]
        for words in ("View Invoice", "HRB 5678"):
            self.assertIn(words, self._read(mail.body_html))

    def _send_each_kind(self, order):
        """Return the notifications of an order whose customer gets all emails."""
        for kind in ORDER_KINDS:
            self.world["ecommerce.order.notifier"].sudo()._note(
                order, kind, order.transaction_ids[:1], 0
            )
        self._send_about_parcels(order)
        self._send_about_returns(order)
        refund = self._create_refund(order)
        for kind in ("refund", "refund_account"):
            self.world["ecommerce.refund.notifier"].sudo()._post(refund, kind, 0)
        invoice = self._invoice(order)
        invoice.sudo()._send_to_customer()
        return order.sudo().flow_notification_ids

    def _send_about_parcels(self, order):
        notifier = self.world["ecommerce.parcel.notifier"].sudo()
        for kind, _label in PARCEL_KINDS:
            self.patch(type(notifier), "_get_due_kind", lambda *_args, kind=kind: kind)
            notifier._notify(order.picking_ids)

    def _send_about_returns(self, order):
        case = self._create_return(order)
        for kind in RETURN_KINDS:
            self.world["ecommerce.return.notifier"].sudo()._post(case, kind, 0)
        self.world["ecommerce.return.lookup"].sudo()._send_link(order)
