from odoo import models

from ..const import OPEN_FULFILLMENT_STATUSES, OPEN_RETURN_STATUSES


class EcommerceStatusMixin(models.AbstractModel):
    """What makes a status of a web order: the rules, one after the other."""

    _name = "ecommerce.status.mixin"
    _description = "Rules of the Statuses of Web Orders"

    def _get_payment_status(self, money):
        """Return the payment status that follows from the order's money."""
        self.ensure_one()
        currency = self.currency_id
        net = money.received - money.refunded
        net_to_total = currency.compare_amounts(net, self.amount_total)
        if not currency.is_zero(money.refunded) and net_to_total < 0:
            kept = currency.compare_amounts(net, 0.0) > 0
            return "partially_refunded" if kept else "refunded"
        if not currency.is_zero(money.received):
            return ("partially_paid", "paid", "overpaid")[net_to_total + 1]
        if not currency.is_zero(money.authorized):
            return "authorized"
        if money.is_pending:
            return "pending"
        if self.state in ("sent", "sale") and currency.is_zero(self.amount_total):
            return "paid"
        return "failed" if money.has_failed else "unpaid"

    def _get_fulfillment_status(self, goods):
        """Return the fulfillment status that follows from the order's goods."""
        self.ensure_one()
        is_open = goods.to_prepare or goods.to_leave
        if goods.left:
            if is_open:
                return "partially_shipped"
            is_there = self._is_pickup() or not goods.undelivered
            return "delivered" if is_there else "shipped"
        if not is_open:
            is_owed = goods.lines_without_move and self.state == "sale"
            return "to_ship" if is_owed else "nothing"
        if not goods.to_prepare:
            if self._is_pickup() and goods.is_set_aside:
                return "ready_for_pickup"
            if goods.prepared or goods.to_leave_packed == goods.to_leave:
                return "packed"
        return "picking" if goods.prepared or goods.started else "to_ship"

    def _get_return_status(self, returns):
        """Return the return status that follows from the order's return transfers."""
        self.ensure_one()
        if returns.expected:
            return "on_the_way" if returns.is_on_the_way else "approved"
        if not returns.received:
            return "none"
        return "settled" if self._is_return_settled(returns) else "received"

    def _is_return_settled(self, returns):
        """Return whether the customer has back what the returned goods cost.

        Without an invoice there is nothing to credit: then the refund alone counts.
        """
        if not returns.to_refund:
            return True
        if not returns.is_credited:
            return False
        return bool(
            self.amount_refunded
            or not self.amount_received
            or any(self.order_line.mapped("invoice_lines"))
        )

    def _get_flow_stage(self):
        """Return the stage that follows from the order's statuses."""
        self.ensure_one()
        if self.state == "cancel":
            return "cancelled"
        if self.state != "sale":
            if self._is_paid_enough_to_confirm():
                return "to_confirm"
            is_placed = self.state == "sent" or self.payment_status in (
                "pending",
                "partially_paid",
            )
            return "awaiting_payment" if is_placed else "cart"
        if self.fulfillment_status in OPEN_FULFILLMENT_STATUSES:
            return "to_ship"
        if self._is_settled():
            return "done"
        if self.fulfillment_status == "nothing" and not self._is_balanced():
            return "awaiting_payment"
        return "shipped"

    def _is_paid_enough_to_confirm(self):
        """Return whether the customer paid what a confirmation asks for.

        Unlike Odoo, which confirms an order with any payment when no payment is
        required, nothing less than the whole amount counts then.
        """
        if self.payment_status in ("authorized", "paid", "overpaid"):
            return True
        return (
            self.payment_status == "partially_paid"
            and self.require_payment
            and self.currency_id.compare_amounts(
                self.amount_received - self.amount_refunded,
                self._get_prepayment_required_amount(),
            )
            >= 0
        )

    def _is_balanced(self):
        """Return whether neither the customer nor the shop owes money."""
        return self.payment_status in ("paid", "partially_refunded", "refunded")

    def _is_settled(self):
        """Return whether nobody has to do anything for the confirmed order anymore."""
        return (
            self._is_balanced()
            and self.fulfillment_status not in OPEN_FULFILLMENT_STATUSES
            and self.return_status not in OPEN_RETURN_STATUSES
            and not self._is_invoice_due()
        )

    def _is_invoice_due(self):
        """Return whether something is to invoice that the customer keeps.

        Odoo asks to invoice credited goods again when they are invoiced by ordered
        quantity; goods that came back are left out here. Where invoices are created on
        request, none is due as long as nobody asks.
        """
        rule = self._get_invoice_rule(self.website_id, self._is_of_business())
        if rule == "on_request":
            return False
        return self.invoice_status == "to invoice" and any(
            line._is_invoice_due() for line in self.order_line
        )

    def _is_pickup(self):
        """Return whether the customer fetches the goods in a store."""
        return self.carrier_id.delivery_type == "in_store"
