from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..client_actions import CLOSE, show_notification


class EcommerceOrderCancellation(models.TransientModel):
    """Cancels orders before shipping, and says of each that isn't cancelled why."""

    _name = "ecommerce.order.cancellation"
    _description = "Cancel Web Orders Before Shipping"

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    note = fields.Char(string="Reason", help="The customer reads it in the mail.")
    is_told = fields.Boolean(
        string="Tell the Customer",
        default=True,
        help="The customer gets a mail that the order is cancelled.",
    )
    done_count = fields.Integer(readonly=True)
    line_ids = fields.One2many(
        "ecommerce.order.cancellation.line",
        "cancellation_id",
        string="Not Cancelled",
        readonly=True,
    )

    # === ACTION METHODS === #

    def action_cancel_orders(self):
        """Cancel the orders; one that can't be cancelled doesn't stop the others.

        :raise UserError: If no order is chosen.
        """
        self.ensure_one()
        if not self.order_ids:
            raise UserError(self.env._("Choose the orders that are to be cancelled."))
        self.order_ids.check_access("write")
        errors = self.env["ecommerce.flow.runner"]._attempt(
            lambda orders: orders._cancel_before_shipping(
                "staff", self.note, is_told=self.is_told
            ),
            self.order_ids,
        )
        self.done_count = len(self.order_ids) - len(errors)
        self.line_ids = [
            Command.create(self._prepare_line_vals(order, error))
            for order, error in errors.items()
        ]
        return self._show_result()

    # === HELPERS === #

    def _prepare_line_vals(self, order, error):
        reason = self.env["ecommerce.flow.failure"]._get_reason(error)
        return {"order_id": order.id, "reason": reason}

    def _show_result(self):
        """Return what the web client shows: what stays, or only that all is done."""
        if not self.line_ids:
            message = self.env._("Cancelled: %(count)s", count=self.done_count)
            return show_notification("success", message, next=CLOSE)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel Before Shipping"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }


class EcommerceOrderCancellationLine(models.TransientModel):
    _name = "ecommerce.order.cancellation.line"
    _description = "Web Order That Is Not Cancelled"

    cancellation_id = fields.Many2one(
        "ecommerce.order.cancellation", ondelete="cascade"
    )
    order_id = fields.Many2one("sale.order", readonly=True)
    reason = fields.Char(readonly=True)
