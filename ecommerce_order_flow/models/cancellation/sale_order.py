from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.locks import lock_or_refuse

MAX_NOTE_LENGTH = 1000


def lock_with_transfers(order):
    """Let nobody begin to pick while the order is cancelled.

    :raise UserError: If somebody is at it.
    """
    # In sudo mode because customers may not see transfers.
    pickings_sudo = order.sudo().picking_ids
    lock_or_refuse(order, pickings_sudo)
    pickings_sudo.move_ids.invalidate_recordset(["state", "picked"])


class SaleOrder(models.Model):
    """Web orders can be cancelled as long as nobody has begun to pick their goods."""

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
        string="Reason of the Cancellation", readonly=True, copy=False
    )
    is_cancellation_notified = fields.Boolean(
        readonly=True,
        copy=False,
        help="The customer gets a mail that the order is cancelled.",
    )
    download_opened_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the customer opened a download of the order for the first time.",
    )

    @api.depends("cancelled_by")
    def _compute_next_action(self):
        """Override to look again when it is known who cancelled the order."""
        return super()._compute_next_action()

    # === BUSINESS METHODS === #

    def _action_cancel(self):
        """Override of `sale` to note who cancelled orders that were placed.

        Payments that are only authorized are voided then.
        """
        self.check_access("write")
        placed_orders = self.filtered(
            self.env["ecommerce.cancellation.check"]._is_placed
        )
        placed_orders.filtered(lambda order: not order.cancelled_by).write(
            {"cancelled_by": "staff"}
        )
        gift_cards = self.env["ecommerce.gift.card.check"]
        warnings = gift_cards._describe_lost(placed_orders)
        # In sudo mode because whoever may cancel an order may not read what hangs on
        # its transfers: batches, purchases.
        placed_orders_sudo = placed_orders.sudo()
        for orders in filter(None, (placed_orders_sudo, self - placed_orders)):
            super(SaleOrder, orders)._action_cancel()
        for order, warning in warnings.items():
            order.message_post(body=warning)
        if placed_orders:
            self.env["ecommerce.automation"]._trigger("void_payment", "send_order_mail")
        return True

    def action_draft(self):
        """Override of `sale` for orders that go on after all."""
        cancelled_orders = self.filtered("cancelled_by")
        result = super().action_draft()
        cancelled_orders.write(
            {
                "cancelled_by": False,
                "cancellation_note": False,
                "is_cancellation_notified": False,
            }
        )
        return result

    def _cancel_before_shipping(self, by, note=False, notify_customer=True):
        """Cancel placed orders, release their stock, and have their payments voided.

        What is paid already is proposed to be refunded, by the next action.

        :param str by: `customer`, `staff`, or `deadline` if nobody paid in time.
        :param str note: the reason; of staff the customer reads it in the mail.
        :param bool notify_customer: whether the customer gets a mail.
        :raise UserError: If it is too late, or somebody works on the order right now.
        """
        for order in self:
            lock_with_transfers(order)
            order._ensure_cancellable(by)
            order.write(
                {
                    "cancelled_by": by,
                    "cancellation_note": (note or "").strip()[:MAX_NOTE_LENGTH],
                    "is_cancellation_notified": notify_customer,
                }
            )
            order._action_cancel()
            check = self.env["ecommerce.cancellation.check"]
            order.message_post(body=check._describe_cancellation(order))

    def _can_be_cancelled(self):
        """Return whether the order can be cancelled as if it had not been placed."""
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
        """Raise if the customer, or the staff, can't cancel the order.

        :raise UserError: Says why.
        """
        self.ensure_one()
        if reason := self.env["ecommerce.cancellation.check"]._explain_refusal(
            self, by
        ):
            raise UserError(reason)

    # === AUTOMATION: CONFIRM PAID ORDERS === #

    @api.model
    def _flow_confirm_paid_domain(self):
        """Override: what a provider was asked to release confirms no order."""
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
