from odoo import api, models

# Fulfillment statuses in which the customer expects parcels, or has them.
HAS_LEFT_STATUSES = ("partially_shipped", "shipped", "ready_for_pickup", "delivered")


class EcommerceCancellationCheck(models.AbstractModel):
    """Check whether orders can be cancelled before shipping."""

    _name = "ecommerce.cancellation.check"
    _description = "Cancellation Check"

    @api.model
    def _is_placed(self, order):
        """Return whether the order was placed in a website and isn't cancelled.

        A cart isn't placed, unless it was paid.
        """
        if not order.website_id or order.state == "cancel":
            return False
        return order.flow_stage != "cart" or bool(order.amount_received)

    @api.model
    def _explain_refusal(self, order, by="staff"):
        """Return why the order can't be cancelled, or a falsy value.

        :param str by: `customer` or `staff`, who may cancel beyond the customers'
            limits.
        """
        if order.state == "cancel":
            return self.env._("%(order)s is cancelled.", order=order.name)
        if order.website_id and not order.flow_stage:
            return self.env._(
                "%(order)s cannot be cancelled yet: its statuses are still being "
                "found. Try again later.",
                order=order.name,
            )
        if not self._is_placed(order):
            return self.env._(
                "%(order)s is not a placed eCommerce order.", order=order.name
            )
        if self._is_picking_begun(order):
            return self.env._(
                "%(order)s cannot be cancelled: it is being packed or has already "
                "been shipped. It can be returned instead.",
                order=order.name,
            )
        if self._has_rendered_service(order):
            return self.env._(
                "%(order)s cannot be cancelled: a part of it has already been "
                "delivered.",
                order=order.name,
            )
        if order.locked:
            return self._explain_lock(order, by)
        is_limited = by == "customer"
        return is_limited and self.env["ecommerce.cancellation.limit"]._explain(order)

    @api.model
    def _explain_lock(self, order, by):
        if by == "customer":
            return self.env._(
                "%(order)s cannot be cancelled: it is already being processed.",
                order=order.name,
            )
        return self.env._(
            "%(order)s is locked: unlock it before you cancel it.", order=order.name
        )

    @api.model
    def _explain_on_page(self, order):
        """Return the text shown on the order's page instead of the button, or False.

        There is none for shipped orders.
        """
        is_offered = order.website_id.customer_can_cancel and self._is_placed(order)
        if not is_offered or order.fulfillment_status in HAS_LEFT_STATUSES:
            return False
        return self._explain_refusal(order, by="customer")

    @api.model
    def _is_picking_begun(self, order):
        """Return whether products were prepared or shipped, and not put back."""
        # In sudo mode because customers and salespeople may not see transfers.
        transfers = order.sudo().picking_ids.filtered("shipping_step")
        moves = transfers.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        goods = self.env["ecommerce.goods.facts"]._read(order.ids).by_line.values()
        return (
            any(it.moves.prepared or it.moves.left for it in goods)
            or any(moves.mapped("picked"))
            or any(moves.move_line_ids.mapped("result_package_id"))
        )

    @api.model
    def _has_rendered_service(self, order):
        return any(
            line.qty_delivered > 0
            for line in order.order_line
            if line.qty_delivered_method != "stock_move" and not line.is_delivery
        )

    @api.model
    def _describe_cancellation(self, order):
        """Return who cancelled the order and why, for its chatter."""
        bodies = {
            "customer": self.env._("The customer cancelled the order."),
            "staff": self.env._("The order was cancelled before shipping."),
            "deadline": self.env._("The order was not paid in time and was cancelled."),
        }
        body = bodies[order.cancelled_by]
        return " ".join(filter(None, [body, order.cancellation_note]))
