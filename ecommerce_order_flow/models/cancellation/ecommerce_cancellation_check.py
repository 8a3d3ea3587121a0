from odoo import api, models


class EcommerceCancellationCheck(models.AbstractModel):
    """Says why orders can't be cancelled as if they had not been placed."""

    _name = "ecommerce.cancellation.check"
    _description = "Check of Cancellations"

    @api.model
    def _explain_refusal(self, order):
        """Return why nobody can cancel the order, if that is so."""
        values = {"order": order.name}
        if not order._is_placed():
            return self.env._("%(order)s is no placed order of a website.", **values)
        if order.locked:
            return self.env._(
                "%(order)s is locked: unlock it before you cancel it.", **values
            )
        if self._is_picking_begun(order):
            return self.env._(
                "%(order)s can't be cancelled: its goods are being packed or have "
                "left. They can be returned instead.",
                **values,
            )
        if self._has_rendered_service(order):
            return self.env._(
                "%(order)s can't be cancelled: a part of it was delivered already.",
                **values,
            )
        return False

    @api.model
    def _explain_refusal_to_customer(self, order):
        """Return why the customer can't cancel the order, if that is so.

        Staff may cancel what is beyond the customers' limits.
        """
        if order.locked:
            return self.env._(
                "%(order)s can't be cancelled: we are working on it already.",
                order=order.name,
            )
        return self._explain_refusal(order) or self.env[
            "ecommerce.cancellation.limit"
        ]._explain(order)

    @api.model
    def _is_picking_begun(self, order):
        # In sudo mode because customers and salespeople may not see transfers.
        transfers = order.sudo().picking_ids.filtered(
            lambda picking: picking.shipping_step and picking.state != "cancel"
        )
        moves = transfers.move_ids.filtered(lambda move: move.state != "cancel")
        return (
            "done" in transfers.mapped("state")
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
