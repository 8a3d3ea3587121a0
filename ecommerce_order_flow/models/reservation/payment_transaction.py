from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _set_pending(self, **kwargs):
        """Override of `payment` to refuse orders that just sold out.

        The stock of the others is reserved when they start to wait.
        """
        draft_txs = self.filtered(lambda tx: tx.state == "draft")
        sold_out_txs = draft_txs._filter_awaited().filtered(
            lambda tx: tx._turn_down_sold_out()
        )
        return super(PaymentTransaction, self - sold_out_txs)._set_pending(**kwargs)

    def _turn_down_sold_out(self):
        """Set the payment to error if products sold out before the customer pays.

        :return: Whether it failed.
        """
        # The payment page isn't a page of the website, which sets the language. In sudo
        # mode because the payer may not read the order.
        tx = self.with_context(lang=self.partner_lang or self.env.lang)
        orders_sudo = tx.sudo().sale_order_ids
        check = tx.env["ecommerce.stock.check"]
        check._lock_stock(orders_sudo)
        missing = ", ".join(filter(None, map(check._describe_missing, orders_sudo)))
        if missing:
            tx._turn_down(
                tx.env._(
                    "Other customers bought it at the same moment: %(products)s. You "
                    "do not have to pay anything. Change your cart, then order again.",
                    products=missing,
                )
            )
        return bool(missing)

    def _turn_down(self, reason):
        """Set the payment to error, and show the reason in the customer's cart."""
        self._set_error(reason)
        # In sudo mode because the payer may not write the order.
        carts_sudo = self.sudo().sale_order_ids.filtered(
            lambda order: order.state == "draft"
        )
        if carts_sudo:
            carts_sudo.shop_warning = reason
            self.landing_route = "/shop/cart"
