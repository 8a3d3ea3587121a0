from odoo.http import request, route

from odoo.addons.website_sale.controllers.payment import PaymentPortal

from ..models.reservation.const import OWN_ORDER
from .page import is_token


class OrderPaymentPortal(PaymentPortal):
    @route()
    def shop_payment_transaction(self, order_id, access_token=None, **kwargs):
        """Override of `website_sale` to count the order's reservations as free.

        This applies to the stock checks of all modules.
        """
        request.update_context(**{OWN_ORDER: order_id})
        if not is_token(access_token):
            access_token = None  # Odoo refuses it like a wrong one.
        return super().shop_payment_transaction(order_id, access_token, **kwargs)
