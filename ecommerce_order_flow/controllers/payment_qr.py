from werkzeug.exceptions import NotFound

from odoo.http import request

from .order_portal import OrderPortal
from .page import page


class PaymentQrPortal(OrderPortal):
    """QR code for payments as an image, because emails can't embed it."""

    @page("/my/orders/<int:order_id>/payment_qr.png", methods=["GET"])
    def payment_qr(self, order_id, access_token=None, **_kwargs):
        """Return the QR code for the outstanding amount.

        :raise NotFound: For strangers and for orders without a code alike.
        """
        order_sudo = self._find_order_of_visitor(order_id, access_token)
        instructions = order_sudo and order_sudo.env[
            "ecommerce.payment.instructions"
        ]._get(order_sudo)
        if not instructions or not instructions.qr_payload:
            raise NotFound
        image = order_sudo.env["ecommerce.payment.qr"]._render(instructions.qr_payload)
        return request.make_response(
            image,
            headers=[
                ("Content-Type", "image/png"),
                # The amount changes with partial payments.
                ("Cache-Control", "private, no-store"),
            ],
        )
