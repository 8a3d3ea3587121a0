from odoo.tests import tagged

from ..emails import get_email
from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestSecrets(ShipmentMailCommon):
    """The links by which one acts as the customer are in the customer's email only."""

    def test_only_the_customers_email_has_the_orders_token(self):
        """Whoever works in the warehouse reads the message, and may not cancel."""
        order = self._create_confirmed_order(carrier_id=self.carrier.id)
        transfer = self._do_transfer(order)
        colleague = self._create_user("colleague", "stock.group_stock_user")
        transfer.message_subscribe(colleague.partner_id.ids)

        self._send()

        message = self._get_message(transfer)
        link = f"/my/orders/{order.id}?access_token={order.access_token}"
        self.assertIn(link, get_email(message))
        self.assertNotIn(order.access_token, message.body)
        self.assertIn(f"/my/orders/{order.id}?link=1", message.body)
        others = message.sudo().mail_ids.filtered(
            lambda mail: order.partner_id not in mail.recipient_ids
        )
        self.assertNotIn(order.access_token, "".join(others.mapped("body_html")))
