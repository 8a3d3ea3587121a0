from odoo.http import request, route

from odoo.addons.website_sale.controllers.payment import PaymentPortal

from ..models.reservation.const import OWN_ORDER


class OrderPaymentPortal(PaymentPortal):
    @route()
    def shop_payment_transaction(self, order_id, access_token, **kwargs):
        """Override of `website_sale`: what the order has reserved is free for it.

        Whatever the apps ask that look whether the cart can be served.
        """
        request.update_context(**{OWN_ORDER: order_id})
        return super().shop_payment_transaction(order_id, access_token, **kwargs)
