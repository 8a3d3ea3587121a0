from odoo.tools import mute_logger

from ..common import RUNNER, OrderFlowCommon


class ShipmentMailCommon(OrderFlowCommon):
    """A website that tells its customers about their parcels."""

    staff_groups = "stock.group_stock_user"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.email = "jane@example.com"
        cls.carrier.tracking_url = "https://track.example.com/<shipmenttrackingnumber>"
        cls.mails = cls.website.notification_setting_ids.grouped("kind")

    def _ship(self, **values):
        order = self._create_confirmed_order(carrier_id=self.carrier.id, **values)
        return order, self._do_transfer(order)

    def _send(self):
        with mute_logger(RUNNER):
            self._run_automation("send_shipment_mail")

    def _get_kinds(self, order):
        return [
            mail.kind
            for mail in order.flow_notification_ids.sorted("id")
            if mail.picking_id
        ]

    def _get_message(self, transfer, kind="shipped"):
        mails = transfer.flow_notification_ids.filtered(lambda mail: mail.kind == kind)
        return mails.message_id
