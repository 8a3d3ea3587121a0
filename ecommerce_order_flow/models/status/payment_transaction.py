from odoo import fields, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    order_shares = fields.Json(
        copy=False,
        help="What each of several orders came to when they were paid together, by the "
        "order's ID.",
    )

    def _note_order_shares(self):
        """Note what the orders come to that are paid together.

        Whatever becomes of one of them later, the money of the others stays theirs.
        """
        for tx in self:
            orders = tx.sudo().sale_order_ids  # whoever pays may not read them
            if len(orders) > 1 and not tx.order_shares:
                tx.order_shares = {order.id: order.amount_total for order in orders}
