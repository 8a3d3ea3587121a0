from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _set_pending(self, **kwargs):
        """Override of `payment` to turn down orders whose goods others just bought.

        Otherwise their stock is reserved now, as they begin to wait.
        """
        draft_txs = self.filtered(lambda tx: tx.state == "draft")
        sold_out_txs = draft_txs._filter_awaited().filtered(
            lambda tx: tx._turn_down_sold_out()
        )
        return super(PaymentTransaction, self - sold_out_txs)._set_pending(**kwargs)

    def _turn_down_sold_out(self):
        """Fail if others bought the goods meanwhile, before the customer pays.

        :return: Whether it failed.
        """
        # The page that pays isn't one of the website, which knows the language. In sudo
        # mode because whoever pays may not read the order.
        tx = self.with_context(lang=self.partner_lang or self.env.lang)
        orders_sudo = tx.sudo().sale_order_ids
        check = tx.env["ecommerce.stock.check"]
        check._lock_stock(orders_sudo)
        missing = ", ".join(filter(None, map(check._describe_missing, orders_sudo)))
        if missing:
            tx._turn_down(
                tx.env._(
                    "Others bought it at the same moment: %(products)s. Nothing is to "
                    "be paid. Change your cart, then order again.",
                    products=missing,
                )
            )
        return bool(missing)

    def _turn_down(self, reason):
        """Fail for a reason that the customer reads, and then changes the cart."""
        self._set_error(reason)
        # In sudo mode because whoever pays may not write the order.
        carts_sudo = self.sudo().sale_order_ids.filtered(
            lambda order: order.state == "draft"
        )
        if carts_sudo:
            carts_sudo.shop_warning = reason
            self.landing_route = "/shop/cart"
