from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError

from .rules.quantities import ALMOST, parse_tracking_number, share_out


class EcommerceReturnTransfer(models.AbstractModel):
    """Creation of return transfers by Odoo's wizard.

    They return the earliest deliveries first. The number of receipt steps and the
    destination depend on the operation type of the delivery.
    """

    _name = "ecommerce.return.transfer"
    _description = "Return Transfer Creation"

    @api.model
    def _create_for(self, case):
        """Create a transfer for each delivery with returned products.

        :raise UserError: If the customer doesn't have the quantities.
        """
        # As OdooBot, because customers may not see transfers.
        case = case.with_user(SUPERUSER_ID).with_company(case.company_id)
        shares = {}
        for line in case.line_ids:
            shares.update(self._share_out(line))
        for picking, moves in (
            case.env["stock.move"].union(*shares).grouped("picking_id").items()
        ):
            self._create(picking, {move: shares[move] for move in moves}, case)

    @api.model
    def _note_sent(self, case, text):
        """Record the tracking number of the customer's parcel.

        :raise UserError: If it is invalid, or no parcel is expected.
        """
        number = parse_tracking_number(text)
        if not number:
            raise UserError(self.env._("Enter the tracking number of your parcel."))
        # In sudo mode because customers may not see transfers.
        transfers = case.sudo()._get_open_moves().picking_id
        if not transfers:
            raise UserError(self.env._("We do not expect a parcel for this return."))
        transfers.carrier_tracking_ref = number

    @api.model
    def _share_out(self, line):
        """Return the quantities to return by delivered move.

        :raise UserError: If the quantities don't suffice.
        """
        order_line, shares = line.order_line_id, {}
        for product, needed in self._get_needed(order_line).items():
            wanted = line.approved_quantity * needed
            wanted = max(wanted - self._get_announced(line, product), 0.0)
            shares |= self._share_out_product(order_line, product, wanted)
        return shares

    @api.model
    def _get_needed(self, order_line):
        """Return the quantities of the products in a unit of an order line."""
        parts = self.env["ecommerce.return.offer"]._get_parts(order_line)
        if parts.keys() <= {order_line.product_id}:
            return {order_line.product_id: 1.0}
        return {product: needed for product, (_left, needed) in parts.items()}

    @api.model
    def _share_out_product(self, order_line, product, wanted):
        offer = self.env["ecommerce.return.offer"]
        moves = order_line.move_ids.filtered(
            lambda it: (
                it.product_id == product and it.state == "done" and offer._leaves(it)
            )
        ).sorted("date")
        rooms = [self._get_room(order_line, move) for move in moves]
        taken = share_out(wanted, rooms)
        if abs(sum(taken) - wanted) > ALMOST:
            raise UserError(
                self.env._(
                    "The customer no longer has that much of %(product)s: decline "
                    "the request, or check what has already come back.",
                    product=product.display_name,
                )
            )
        return {
            move: self._convert(order_line, move, quantity)
            for move, quantity in zip(moves, taken, strict=True)
            if quantity > ALMOST
        }

    @api.model
    def _get_announced(self, line, product):
        """Return the quantity of a product that transfers of the return bring."""
        offer = self.env["ecommerce.return.offer"]
        return sum(
            offer._get_move_quantity(line.order_line_id, move)
            for move in line.move_ids
            if move.product_id == product
            and move.state != "cancel"
            and move.location_id.usage == "customer"
        )

    @api.model
    def _get_room(self, order_line, move):
        """Return the quantity of a delivered move that isn't being returned."""
        offer = self.env["ecommerce.return.offer"]
        back = move.returned_move_ids.filtered(lambda it: it.state != "cancel")
        quantity = offer._get_move_quantity(order_line, move)
        return quantity - sum(offer._get_move_quantity(order_line, it) for it in back)

    @api.model
    def _convert(self, order_line, move, quantity):
        """Return a quantity in the unit of measure of a move."""
        is_part = move.product_id != order_line.product_id
        unit = move.product_id.uom_id if is_part else order_line.product_uom_id
        return unit._compute_quantity(quantity, move.product_uom, round=False)

    @api.model
    def _announce(self, order, quantities):
        """Create the transfers of what arrived without a request.

        :param dict quantities: By order line, in its unit of measure.
        :raise UserError: If the customer doesn't have the quantities.
        """
        # As OdooBot, because warehouse staff can't read orders.
        order = order.with_user(SUPERUSER_ID).with_company(order.company_id)
        shares = {}
        for order_line in order.order_line:
            quantity = quantities.get(order_line.id, 0.0)
            for product, needed in self._get_needed(order_line).items():
                if quantity:
                    wanted = quantity * needed
                    shares |= self._share_out_product(order_line, product, wanted)
        transfers = order.env["stock.picking"]
        moves = order.env["stock.move"].union(*shares)
        for picking, its_moves in moves.grouped("picking_id").items():
            its_shares = {move: shares[move] for move in its_moves}
            transfers |= self._reverse(picking, its_shares)
        return transfers

    @api.model
    def _create(self, picking, shares, case):
        transfer = self._reverse(picking, shares)
        transfer.origin = case.name
        lines = {line.order_line_id: line for line in case.line_ids}
        for move in transfer.move_ids:
            move.return_line_id = lines[move.sale_line_id]

    @api.model
    def _reverse(self, picking, shares):
        """Return the transfer that reverses quantities of moves.

        The only place that calls Odoo's wizard.
        """
        wizard = (
            picking.env["stock.return.picking"]
            .with_context(
                active_id=picking.id,
                active_ids=picking.ids,
                active_model="stock.picking",
            )
            .create({"picking_id": picking.id})
        )
        for row in wizard.product_return_moves:
            row.write({"quantity": shares.get(row.move_id, 0.0), "to_refund": True})
        others = picking.move_ids.returned_move_ids.filtered("quantity")
        transfer = wizard._create_return()
        # Odoo's wizard takes the quantities from the other transfers that are expected.
        others.filtered(lambda it: not it.quantity)._action_assign()
        return transfer
