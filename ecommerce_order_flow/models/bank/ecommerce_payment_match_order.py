from odoo import api, fields, models


class EcommercePaymentMatchOrder(models.Model):
    """The share of an order in money that came for it, or may have."""

    _name = "ecommerce.payment.match.order"
    _description = "Order of a Payment to Match"
    _order = "id"

    match_id = fields.Many2one(
        "ecommerce.payment.match", required=True, index=True, ondelete="cascade"
    )
    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="match_id.currency_id")
    amount = fields.Monetary(help="How much of the money is for the order.")
    payment_id = fields.Many2one(
        "account.payment",
        readonly=True,
        index="btree_not_null",
        help="The payment by which it is booked.",
    )

    # === COMPUTE METHODS === #

    @api.depends("order_id.name", "amount")
    def _compute_display_name(self):
        for share in self:
            # In sudo mode because whoever matches payments may not read all orders.
            name = share.sudo().order_id.name
            amount = share.currency_id.format(share.amount)
            share.display_name = f"{name}: {amount}" if share.amount else name

    # === BUSINESS METHODS === #

    @api.model
    def _find_last(self, order, state):
        """Return the last share of an order in money of a state, if any."""
        return self.search(
            [("order_id", "=", order.id), ("match_id.state", "=", state)],
            order="id desc",
            limit=1,
        )
