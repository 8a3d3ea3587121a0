from odoo import api, fields, models
from odoo.exceptions import UserError

from ..const import CANCELLED_BY

# The states of an order that somebody placed.
PLACED_STATES = ("sent", "sale")
MAX_NOTE_LENGTH = 1000


class EcommerceCancellationMixin(models.AbstractModel):
    """Web orders can be cancelled as long as nobody has begun to pick their goods."""

    _name = "ecommerce.cancellation.mixin"
    _description = "Cancellation Before Shipping"

    cancelled_by = fields.Selection(
        selection=CANCELLED_BY, readonly=True, copy=False, index="btree_not_null"
    )
    cancellation_note = fields.Char(
        string="Reason of the Cancellation", readonly=True, copy=False
    )
    is_cancellation_told = fields.Boolean(
        readonly=True,
        copy=False,
        help="The customer gets a mail that the order is cancelled.",
    )

    # === BUSINESS METHODS === #

    def _cancel_before_shipping(self, by, note=False, is_told=True):
        """Cancel placed orders, release their stock, and have their payments voided.

        What is paid already is proposed to be refunded, by the next action.

        :param str by: one of `CANCELLED_BY`.
        :param str note: the reason; of staff the customer reads it in the mail.
        :param bool is_told: whether the customer gets a mail.
        :raise UserError: If the warehouse has begun, or is beginning right now.
        """
        for order in self:
            order._lock_with_transfers()
            if reason := order._explain_no_cancellation():
                raise UserError(reason)
            order.write(
                {
                    "cancelled_by": by,
                    "cancellation_note": (note or "").strip()[:MAX_NOTE_LENGTH],
                    "is_cancellation_told": is_told,
                }
            )
            order._action_cancel()
            order._tell_cancellation()

    def _lock_with_transfers(self):
        """Let nobody begin to pick while the order is cancelled.

        :raise UserError: If somebody is at it.
        """
        # In sudo mode because customers may not see transfers.
        pickings_sudo = self.sudo().picking_ids
        self._lock_or_refuse(pickings_sudo)
        pickings_sudo.move_ids.invalidate_recordset(["state", "picked"])

    def _tell_cancellation(self):
        by_customer = self.cancelled_by == "customer"
        body = (
            self.env._("The customer cancelled the order.")
            if by_customer
            else self.env._("The order was cancelled before shipping.")
        )
        self.message_post(body=" ".join(filter(None, [body, self.cancellation_note])))

    def _can_be_cancelled(self):
        """Return whether the order can be cancelled as if it had not been placed."""
        self.ensure_one()
        return not self._explain_no_cancellation()

    def _can_be_cancelled_by_customer(self):
        """Return whether the website lets the customer cancel the order now."""
        self.ensure_one()
        return self.website_id.customer_can_cancel and self._can_be_cancelled()

    def _explain_no_cancellation(self):
        """Return why the order can't be cancelled anymore, if that is so."""
        self.ensure_one()
        values = {"order": self.name}
        if not self.website_id or self.state not in PLACED_STATES:
            return self.env._("%(order)s is no placed order of a website.", **values)
        if self._is_picking_begun():
            return self.env._(
                "%(order)s can't be cancelled: its goods are being packed or have "
                "left. They can be returned instead.",
                **values,
            )
        if self._has_rendered_service():
            return self.env._(
                "%(order)s can't be cancelled: a part of it was delivered already.",
                **values,
            )
        return False

    def _is_picking_begun(self):
        # In sudo mode because customers and salespeople may not see transfers.
        transfers = self.sudo().picking_ids.filtered(
            lambda picking: picking.shipping_step and picking.state != "cancel"
        )
        moves = transfers.move_ids.filtered(lambda move: move.state != "cancel")
        return (
            "done" in transfers.mapped("state")
            or any(moves.mapped("picked"))
            or any(moves.move_line_ids.mapped("result_package_id"))
        )

    def _has_rendered_service(self):
        return any(
            line.qty_delivered > 0
            for line in self.order_line
            if line.qty_delivered_method != "stock_move" and not line.is_delivery
        )

    def _get_cancellation_url(self):
        """Return where the customer cancels the order."""
        self.ensure_one()
        return self.get_portal_url(suffix="/cancel")

    @api.model
    def _get_cancellation_reset(self):
        """Return the values of an order that goes on after all."""
        return {
            "cancelled_by": False,
            "cancellation_note": False,
            "is_cancellation_told": False,
        }
