from datetime import datetime, timezone
from urllib.parse import quote

from odoo import api, models

from odoo.addons.ecommerce_order_flow.models.refund.rules.told_refunds import ToldRefund


class EcommerceRefundInquiry(models.AbstractModel):
    _inherit = "ecommerce.refund.inquiry"

    @api.model
    def _list_stub(self, tx):
        """Return the refunds of a payment, as the stub lists them."""
        path = f"payments/{quote(tx.provider_reference)}/refunds"
        return [
            ToldRefund(
                it["id"],
                it["amount"] / 100,
                it["currency"],
                "pending" if it["status"] == "pending" else "done",
                it["reference"],
                datetime.fromtimestamp(it["created"], timezone.utc).replace(
                    tzinfo=None
                ),
            )
            for it in tx._send_api_request("GET", path)["refunds"]
        ]
