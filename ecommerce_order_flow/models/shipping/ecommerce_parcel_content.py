from collections import defaultdict

from odoo import api, models


class EcommerceParcelContent(models.AbstractModel):
    """Contents of a parcel, and what was or will be shipped in others."""

    _name = "ecommerce.parcel.content"
    _description = "Parcel Content"

    @api.model
    def _get_order_for_customer(self, picking):
        """Return the order in sudo mode, with an access token for the link."""
        # In sudo mode because warehouse users who send emails may not read orders; the
        # email shows no other customer's data.
        order_sudo = picking.sudo().sale_id
        order_sudo._portal_ensure_token()
        return order_sudo

    @api.model
    def _get_products(self, picking):
        """Return the pictures, names and quantities of the products in the parcel."""
        moves = picking.move_ids.filtered(
            lambda move: move.state != "cancel" and move.quantity
        )
        return [
            self._describe_product(
                picking,
                move.product_id,
                move.quantity,
                move.product_uom,
                details=self._get_details(move.sale_line_id),
            )
            for move in moves
        ]

    @api.model
    def _describe_product(self, picking, product, quantity, uom, details):
        return {
            "image_url": (
                f"{picking.get_base_url()}/web/image/product.product/{product.id}/image_128"
            ),
            "name": product.with_context(display_default_code=False).display_name,
            "details": details,
            "quantity": self._format_quantity(quantity, uom),
        }

    @api.model
    def _get_details(self, line):
        """Return the customizations of an order line, such as an engraving."""
        # In sudo mode because warehouse users may not read orders.
        text = line.sudo()._get_sale_order_line_multiline_description_variants()
        return [detail.strip() for detail in text.splitlines() if detail.strip()]

    @api.model
    def _format_quantity(self, quantity, uom):
        return self.env["ecommerce.mail.frame"]._format_quantity(quantity, uom)

    @api.model
    def _get_products_shipped_before(self, picking):
        """Return the products of the order shipped before this parcel."""
        return self._describe_lines(
            picking,
            lambda line: line.qty_delivered - self._get_quantity_since(picking, line),
        )

    @api.model
    def _get_products_to_come(self, picking):
        """Return the products that open transfers still bring.

        Excluded is what came back, was given up, or would not be shipped for lack of a
        backorder.
        """
        order = self._get_order_for_customer(picking)
        # In sudo mode because whoever writes to customers may not see transfers.
        own_moves = picking.sudo().move_ids
        coming = defaultdict(float)
        for move in order.order_line.move_ids:
            key = move.sale_line_id, move.product_id, move.product_uom
            if move in own_moves:
                coming[key] += self._get_rest(picking, move)
            elif self._is_coming(move):
                coming[key] += move.product_uom_qty
        return [
            self._describe_product(
                picking, product, quantity, uom, details=self._get_details(line)
            )
            for (line, product, uom), quantity in coming.items()
            if uom.compare(quantity, 0) > 0
        ]

    @api.model
    def _is_coming(self, move):
        """Return whether the move is the last open one of its chain."""
        is_open = move.state not in ("done", "cancel")
        goes_on = any(
            next_.state not in ("done", "cancel") for next_ in move.move_dest_ids
        )
        picking = move.picking_id
        return is_open and not goes_on and picking._leads_to_customer()

    @api.model
    def _get_rest(self, picking, move):
        """Return the quantity of the parcel's move that follows as a backorder."""
        is_open = move.state not in ("done", "cancel")
        if not is_open or picking.picking_type_id.create_backorder == "never":
            return 0.0
        return move.product_uom_qty - move.quantity

    @api.model
    def _describe_lines(self, picking, get_quantity):
        lines = self._get_order_for_customer(picking).order_line.filtered(
            lambda line: line.qty_delivered_method == "stock_move"
        )
        return [
            self._describe_product(
                picking,
                line.product_id,
                quantity,
                line.product_uom_id,
                details=self._get_details(line),
            )
            for line in lines
            if line.product_uom_id.compare(quantity := get_quantity(line), 0) > 0
        ]

    @api.model
    def _get_quantity_since(self, picking, line):
        """Return the quantity of a line shipped with this parcel and later ones."""
        if picking.state != "done":
            return 0.0
        place = picking.date_done, picking.id
        # In sudo mode because warehouse users may not read orders.
        moves = line.sudo().move_ids.filtered(
            lambda move: (
                move.state == "done"
                and move.location_dest_id.usage == "customer"
                and (move.picking_id.date_done, move.picking_id.id) >= place
            )
        )
        return sum(
            move.product_uom._compute_quantity(move.quantity, line.product_uom_id)
            for move in moves
        )
