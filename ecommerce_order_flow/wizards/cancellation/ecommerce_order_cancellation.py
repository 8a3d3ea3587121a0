from odoo import fields, models
from odoo.exceptions import UserError


class EcommerceOrderCancellation(models.TransientModel):
    """Asks why orders are cancelled before shipping, and whether customers are told."""

    _name = "ecommerce.order.cancellation"
    _description = "Cancel Web Orders Before Shipping"

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    note = fields.Char(string="Reason", help="The customer reads it in the mail.")
    notify_customer = fields.Boolean(
        string="Tell the Customer",
        default=True,
        help="The customer gets a mail that the order is cancelled.",
    )

    # === ACTION METHODS === #

    def action_cancel_orders(self):
        """Cancel the orders, and show those that can't be cancelled.

        :raise UserError: If no order is chosen.
        """
        self.ensure_one()
        if not self.order_ids:
            raise UserError(self.env._("Choose the orders that are to be cancelled."))
        return self.env["ecommerce.bulk.run"]._start(
            "cancel",
            self.order_ids,
            cancellation_note=self.note,
            notify_customer=self.notify_customer,
        )
