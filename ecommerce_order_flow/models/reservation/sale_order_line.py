from odoo import api, fields, models
from odoo.tools import float_round

from .const import OWN_ORDER

# Fields of a line that decide about its reservation.
NEED_FIELDS = {
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "route_ids",
    "product_no_variant_attribute_value_ids",
}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    reservation_move_ids = fields.One2many(
        "stock.move", "reservation_line_id", string="Reservations"
    )
    reserved_product_qty = fields.Float(
        string="Reserved",
        digits="Product Unit",
        compute="_compute_reserved_product_qty",
        compute_sudo=True,
        help="How much is reserved in stock while the order waits for its payment. Of "
        "kits, how many can be put together.",
    )
    is_reservable = fields.Boolean(
        compute="_compute_reserved_product_qty",
        compute_sudo=True,
        help="Whether something is to be reserved: not for services.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "product_uom_qty",
        "reservation_move_ids.quantity",
        "reservation_move_ids.product_uom_qty",
    )
    def _compute_reserved_product_qty(self):
        for line in self:
            moves = line.reservation_move_ids
            line.is_reservable = bool(moves)
            if moves.product_id == line.product_id:
                line.reserved_product_qty = line.product_id.uom_id._compute_quantity(
                    sum(moves.mapped("quantity")), line.product_uom_id
                )
            else:
                line.reserved_product_qty = line._get_reserved_kits()

    def _get_reserved_kits(self):
        """Return the number of kits of which all parts are reserved."""
        shares = [
            move.quantity / move.product_uom_qty for move in self.reservation_move_ids
        ]
        kits = min(shares, default=0.0) * self.product_uom_qty
        return float_round(kits, precision_digits=0, rounding_method="DOWN")

    def _read_qties(self, date, wh):
        """Override of `sale_stock` to count the order's own reservations as free."""
        if len(self.order_id) != 1:
            return super()._read_qties(date, wh)
        lines = self.with_context(**{OWN_ORDER: self.order_id.id})
        return super(SaleOrderLine, lines)._read_qties(date, wh)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to reserve stock for lines added to waiting orders."""
        lines = super().create(vals_list)
        self.env["ecommerce.stock.reservation"]._bring_up_to_date(lines.order_id)
        return lines

    def write(self, vals):
        """Override of `sale` to update the reservations of waiting orders."""
        result = super().write(vals)
        if NEED_FIELDS & vals.keys():
            self.env["ecommerce.stock.reservation"]._bring_up_to_date(self.order_id)
        return result

    def unlink(self):
        """Override of `sale` to release the stock reserved for the lines."""
        # Linked lines are deleted by the database.
        lines = self | self.linked_line_ids
        self.env["ecommerce.stock.reservation"]._release(lines)
        return super().unlink()

    # === BUSINESS METHODS === #

    def _action_launch_stock_rule(self, **kwargs):
        """Override of `sale_stock` to hand over reservations to the deliveries.

        Order by order, so that none takes the stock reserved for another.
        """
        if self.env.context.get("skip_procurement"):
            return super()._action_launch_stock_rule(**kwargs)
        reservation = self.env["ecommerce.stock.reservation"]
        # In sudo mode because salespeople may not read all moves. Stock is reserved for
        # waiting orders only.
        confirmed_lines = self.filtered(
            lambda line: (
                line.state == "sale"
                and line.order_id.waiting_policy
                and line.sudo().reservation_move_ids
            )
        )
        others = self
        for order in confirmed_lines.order_id:
            lines = self & order.order_line
            others -= lines
            released_lines = reservation._release(lines)
            super(SaleOrderLine, lines)._action_launch_stock_rule(**kwargs)
            reservation._hand_over(released_lines)
        return super(SaleOrderLine, others)._action_launch_stock_rule(**kwargs)
