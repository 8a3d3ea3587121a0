from odoo import fields, models
from odoo.exceptions import UserError


class EcommerceOrderCancellation(models.TransientModel):
    """Wizard that cancels orders before shipping, with a reason and a notification."""

    _name = "ecommerce.order.cancellation"
    _description = "Cancel eCommerce Orders Before Shipping"
    _inherit = ["ecommerce.readable.mixin"]

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    note = fields.Char(string="Reason", help="Shown in the email to the customer.")
    notify_customer = fields.Boolean(
        default=True,
        help="The customer receives an email that the order is cancelled.",
    )

    # === ACTION METHODS === #

    def action_cancel_orders(self):
        """Cancel orders and list the ones that cannot be cancelled.

        :raise UserError: If no order is selected.
        """
        self.ensure_one()
        if not self.order_ids:
            raise UserError(self.env._("Choose the orders to cancel."))
        return self.env["ecommerce.bulk.run"]._start(
            "cancel", self.order_ids, **self._prepare_run()
        )

    def _prepare_run(self):
        """Return the values of the bulk run."""
        return {
            "cancellation_note": self.note,
            "notify_customer": self.notify_customer,
        }
