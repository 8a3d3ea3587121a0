from odoo import api, models

from .const import OPEN_FULFILLMENT_STATUSES


class EcommerceStatusRules(models.AbstractModel):
    """What makes a status of a web order: the rules, one after the other."""

    _name = "ecommerce.status.rules"
    _description = "Rules of the Statuses of Web Orders"

    @api.model
    def _get_payment_status(self, order, summary):
        """Return the payment status that follows from the order's payments."""
        currency = order.currency_id
        net = summary.received - summary.refunded
        net_to_total = currency.compare_amounts(net, order.amount_total)
        if not currency.is_zero(summary.refunded) and net_to_total < 0:
            kept = currency.compare_amounts(net, 0.0) > 0
            return "partially_refunded" if kept else "refunded"
        if not currency.is_zero(summary.received):
            return ("partially_paid", "paid", "overpaid")[net_to_total + 1]
        if not currency.is_zero(summary.authorized):
            return "authorized"
        if summary.is_pending:
            return "pending"
        if order.state in ("sent", "sale") and currency.is_zero(order.amount_total):
            return "paid"
        return "failed" if summary.has_failed else "unpaid"

    @api.model
    def _get_fulfillment_status(self, order, summary):
        """Return the fulfillment status that follows from the order's goods."""
        is_open = summary.to_prepare or summary.to_leave
        if summary.left:
            if is_open:
                return "partially_shipped"
            is_there = order._is_pickup() or not summary.undelivered
            return "delivered" if is_there else "shipped"
        if not is_open:
            is_missing = summary.lines_without_move and order.state == "sale"
            return "to_ship" if is_missing else "nothing"
        if not summary.to_prepare:
            if order._is_pickup() and summary.is_set_aside:
                return "ready_for_pickup"
            if summary.prepared or summary.to_leave_packed == summary.to_leave:
                return "packed"
        return "picking" if summary.prepared or summary.started else "to_ship"

    @api.model
    def _get_return_status(self, order, summary):
        """Return the return status that follows from the order's return transfers."""
        if summary.expected:
            return "on_the_way" if summary.is_on_the_way else "approved"
        if not summary.received:
            return "none"
        return "settled" if self._is_return_settled(order, summary) else "received"

    @api.model
    def _is_return_settled(self, order, summary):
        """Return whether the customer has back what the returned goods cost.

        Without an invoice there is nothing to credit: then the refund alone counts.
        """
        if not summary.to_refund:
            return True
        if not summary.is_credited:
            return False
        return bool(
            order.amount_refunded
            or not order.amount_received
            or any(order.order_line.mapped("invoice_lines"))
        )

    @api.model
    def _get_flow_stage(self, order):
        """Return the stage that follows from the order's statuses."""
        if order.state == "cancel":
            return "cancelled"
        if order.state != "sale":
            if order._is_paid_enough_to_confirm():
                return "to_confirm"
            is_placed = order.state == "sent" or order.payment_status in (
                "pending",
                "partially_paid",
            )
            return "awaiting_payment" if is_placed else "cart"
        if order.fulfillment_status in OPEN_FULFILLMENT_STATUSES:
            return "to_ship"
        if order._is_settled():
            return "done"
        if order.fulfillment_status == "nothing" and not order._is_balanced():
            return "awaiting_payment"
        return "shipped"
