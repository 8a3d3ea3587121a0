from odoo import api, models


class EcommercePutBack(models.AbstractModel):
    """Reduction of transfers that wait for products put back on the shelf.

    When the quantity of an order changes, Odoo creates new pickings for the remaining
    quantity. The former transfers would be open besides and never be completed.
    """

    _name = "ecommerce.put.back"
    _description = "Products Put Back"

    @api.model
    def _drop_excess(self, lines):
        """Reduce the lines' open transfers to the quantity still to be shipped.

        Transfers are kept while no other transfer brings the quantity, because the
        former one may still be processed.
        """
        # In sudo mode because salespeople can't change transfers.
        for line_sudo in lines.sudo():
            put_back = line_sudo.move_ids.filtered(
                lambda move: move.state == "done" and move._is_put_back()
            )
            if put_back and line_sudo.state == "sale":
                self._drop_excess_of(line_sudo)

    @api.model
    def _drop_excess_of(self, line):
        product = line.product_id
        content = self.env["ecommerce.parcel.content"]
        moves = line.move_ids.filtered(
            lambda move: move.product_id == product and content._is_coming(move)
        )
        to_leave = line.product_uom_id._compute_quantity(
            max(line.product_uom_qty - line.qty_delivered, 0.0), product.uom_id
        )
        excess = sum(moves.mapped("product_qty")) - to_leave
        for move in moves.sorted("id"):
            dropped = min(excess, self._get_lacking_quantity(move))
            if product.uom_id.compare(dropped, 0.0) > 0:
                self._lower(move, dropped)
                excess -= dropped

    @api.model
    def _get_lacking_quantity(self, move):
        """Return the quantity that no preceding move brings because it was put back."""
        steps = move.move_orig_ids.filtered(lambda step: step.state != "cancel")
        if not steps:
            return 0.0
        put_back = steps.returned_move_ids.filtered(
            lambda step: step.state == "done" and step._is_put_back()
        )
        others = (steps.move_dest_ids - move).filtered(
            lambda other: other.state != "cancel" and not other._is_put_back()
        )
        brought = self._count(steps) - self._count(put_back) - self._count(others)
        return move.product_qty - max(brought, 0.0)

    @api.model
    def _count(self, moves):
        """Return the moves' done or demanded quantity in the product's unit."""
        return sum(
            move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id)
            if move.state == "done"
            else move.product_qty
            for move in moves
        )

    @api.model
    def _lower(self, move, quantity):
        uom = move.product_id.uom_id
        if uom.compare(quantity, move.product_qty) >= 0:
            move._action_cancel()
        else:
            move.product_uom_qty = uom._compute_quantity(
                move.product_qty - quantity, move.product_uom
            )
