from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.guard import write_guarded
from ..engine.locks import lock_or_refuse

MAX_NOTE_LENGTH = 1000


def lock_with_transfers(order):
    """Lock the order and its transfers, so that picking can't start.

    :raise UserError: If another transaction holds them.
    """
    # In sudo mode because customers may not see transfers.
    pickings_sudo = order.sudo().picking_ids
    lock_or_refuse(order, pickings_sudo)
    pickings_sudo.move_ids.invalidate_recordset(["state", "picked"])


class SaleOrder(models.Model):
    """Cancellation of eCommerce orders before picking starts."""

    _inherit = "sale.order"

    cancelled_by = fields.Selection(
        selection=[
            ("customer", "Customer"),
            ("staff", "Staff"),
            ("deadline", "Payment Deadline"),
        ],
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    cancellation_note = fields.Char(
        string="Cancellation Reason", readonly=True, copy=False
    )
    is_cancellation_notified = fields.Boolean(
        string="Notify Customer of Cancellation",
        readonly=True,
        copy=False,
        help="The customer receives an email that the order is cancelled.",
    )
    download_opened_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the customer opened a download of the order for the first time.",
    )

    @api.depends("cancelled_by")
    def _compute_next_action(self):
        """Override to depend on who cancelled the order."""
        return super()._compute_next_action()

    # === BUSINESS METHODS === #

    def _action_cancel(self):
        """Override of `sale` to record who cancelled placed orders.

        The automation that voids authorized payments is triggered.
        """
        self.check_access("write")
        placed_orders = self.filtered(
            self.env["ecommerce.cancellation.check"]._is_placed
        )
        write_guarded(
            placed_orders.filtered(lambda order: not order.cancelled_by),
            {"cancelled_by": "staff"},
        )
        gift_cards = self.env["ecommerce.gift.card.check"]
        warnings = gift_cards._describe_lost(placed_orders)
        # In sudo mode because users who cancel orders may not read the records linked
        # to their transfers, like batches and purchases.
        placed_orders_sudo = placed_orders.sudo()
        for orders in filter(None, (placed_orders_sudo, self - placed_orders)):
            super(SaleOrder, orders)._action_cancel()
        for order, warning in warnings.items():
            order.message_post(body=warning)
        if placed_orders:
            self.env["ecommerce.automation"]._trigger("void_payment", "send_order_mail")
        return True

    def action_draft(self):
        """Override of `sale` to reset the cancellation."""
        cancelled_orders = self.filtered("cancelled_by")
        result = super().action_draft()
        write_guarded(
            cancelled_orders,
            {
                "cancelled_by": False,
                "cancellation_note": False,
                "is_cancellation_notified": False,
            },
        )
        return result

    def _cancel_before_shipping(self, by, note=False, notify_customer=True):
        """Cancel placed orders, release their stock, and void their payments.

        Received payments are proposed for refund by the next action.

        :param str by: `customer`, `staff`, or `deadline` if the order expired unpaid.
        :param str note: The reason; the customer reads that of staff in the email.
        :param bool notify_customer: Whether the customer is notified.
        :raise UserError: If it can't be cancelled anymore, or another transaction holds
            it.
        """
        for order in self:
            lock_with_transfers(order)
            order._ensure_cancellable(by)
            write_guarded(
                order,
                {
                    "cancelled_by": by,
                    "cancellation_note": (note or "").strip()[:MAX_NOTE_LENGTH],
                    "is_cancellation_notified": notify_customer,
                },
            )
            order._action_cancel()
            check = self.env["ecommerce.cancellation.check"]
            order.message_post(body=check._describe_cancellation(order))

    def _can_be_cancelled(self):
        """Return whether staff can cancel the order before shipping."""
        self.ensure_one()
        return not self.env["ecommerce.cancellation.check"]._explain_refusal(self)

    def _can_be_cancelled_by_customer(self):
        """Return whether the website lets the customer cancel the order now."""
        self.ensure_one()
        check = self.env["ecommerce.cancellation.check"]
        return self.website_id.customer_can_cancel and not check._explain_refusal(
            self, by="customer"
        )

    def _ensure_cancellable(self, by):
        """Raise if the customer, or staff, can't cancel the order.

        :raise UserError: With the reason.
        """
        self.ensure_one()
        if reason := self.env["ecommerce.cancellation.check"]._explain_refusal(
            self, by
        ):
            raise UserError(reason)

    # === AUTOMATION: CONFIRM PAID ORDERS === #

    @api.model
    def _flow_confirm_paid_domain(self):
        """Override to exclude orders whose authorization is being voided."""
        is_released = Domain("state", "=", "authorized") & Domain(
            "void_status", "!=", False
        )
        return super()._flow_confirm_paid_domain() & Domain(
            "transaction_ids", "not any", is_released
        )

    # === AUTOMATION: CANCEL UNPAID ORDERS === #

    @api.model
    def _flow_expire_unpaid_domain(self):
        return self.env["ecommerce.payment.expiry"]._get_due_domain()

    def _flow_expire_unpaid(self):
        for order in self:
            self.env["ecommerce.payment.expiry"]._expire(order)
