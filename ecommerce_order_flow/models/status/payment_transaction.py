from odoo import fields, models


class PaymentTransaction(models.Model):
    _name = "payment.transaction"
    _inherit = [
        "payment.transaction",
        "ecommerce.guarded.mixin",
        "ecommerce.rare.mixin",
    ]

    order_shares = fields.Json(
        copy=False,
        readonly=True,
        help="What each of several orders came to when they were paid together, by the "
        "order's ID.",
    )

    def _note_order_shares(self):
        """Store the totals of the orders that one transaction pays.

        The shares of the other orders then don't change with one of them.
        """
        for tx in self:
            # In sudo mode because whoever pays may not read the orders.
            tx_sudo = tx.sudo()
            orders = tx_sudo.sale_order_ids
            if len(orders) > 1 and not tx.order_shares:
                tx_sudo.order_shares = {it.id: it.amount_total for it in orders}
