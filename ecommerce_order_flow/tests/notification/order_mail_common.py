import re

from lxml import html

from ..awaiting.instructions_common import InstructionsCommon


class OrderMailCommon(InstructionsCommon):
    """A customer with an address who pays by wire transfer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.write({"email": "jane@example.com", "name": "Jane"})
        cls.website.domain = "https://lanterns.example.com"

    def _send(self):
        self._run_automation("send_order_mail")

    def _get_kinds(self, order):
        return order.flow_notification_ids.sorted("id").mapped("kind")

    def _get_mail(self, order, kind):
        """Return the only mail of a kind that the customer got."""
        mails = order.flow_notification_ids.filtered(lambda mail: mail.kind == kind)
        self.assertEqual(len(mails), 1, f"{len(mails)} mails: {kind}")
        return mails.message_id

    def _read(self, body):
        """Return the text that the customer reads."""
        body = re.sub(r"<(br|/p|/td|/div|/li)\b", r" <\1", str(body))
        return " ".join(html.fromstring(body).text_content().split())
