from odoo import api, fields, models

from .const import REFUND_TIMES
from .rules.quantities import count_kits


class EcommerceReturnLine(models.Model):
    """A line of a return, with its requested, received and accepted quantities.

    Kits are returned as a whole: all quantities are in the order line's unit of
    measure.
    """

    _name = "ecommerce.return.line"
    _description = "Return Line"
    _order = "id"
    _rec_name = "order_line_id"

    return_id = fields.Many2one(
        "ecommerce.return",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True)
    order_line_id = fields.Many2one(
        "sale.order.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    product_id = fields.Many2one(related="order_line_id.product_id")
    name = fields.Text(related="order_line_id.name")
    move_ids = fields.One2many("stock.move", "return_line_id", readonly=True)

    # Terms of the policy at the time of the request
    policy_id = fields.Many2one(
        "ecommerce.return.policy",
        string="Return Policy",
        readonly=True,
        ondelete="set null",
    )
    last_day_on = fields.Date(string="Return Period Until", readonly=True)
    is_late = fields.Boolean(
        string="Late", readonly=True, help="The return period was over."
    )
    refund_at = fields.Selection(
        selection=REFUND_TIMES, string="Refund", readonly=True, required=True
    )
    is_refunded_automatically = fields.Boolean(readonly=True)
    fee_percentage = fields.Float(
        string="Restocking Fee (%)",
        readonly=True,
        help="The part of the price that is deducted from the refund.",
    )

    # Quantities
    requested_quantity = fields.Float(digits="Product Unit", readonly=True)
    approved_quantity = fields.Float(digits="Product Unit", readonly=True)
    received_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_received_quantity",
        store=True,
        compute_sudo=True,
        help="What came back, less what was sent to the customer again.",
    )
    accepted_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_accepted_quantity",
        store=True,
        compute_sudo=True,
        help="The quantity for which the customer gets the money back.",
    )

    _requested_positive = models.Constraint(
        "CHECK(requested_quantity > 0)", "Enter quantities above zero."
    )
    _approved_in_range = models.Constraint(
        "CHECK(approved_quantity >= 0 AND approved_quantity <= requested_quantity)",
        "The approved quantity cannot exceed the requested quantity.",
    )

    # === COMPUTE METHODS === #

    @api.depends("name")
    def _compute_display_name(self):
        """Override to name the product alone: the order is that of the return."""
        for line in self:
            line.display_name = (line.name or "").partition("\n")[0]

    @api.depends(
        "move_ids.state",
        "move_ids.quantity",
        "move_ids.location_id",
        "move_ids.location_dest_id",
        "move_ids.product_uom",
    )
    def _compute_received_quantity(self):
        offer = self.env["ecommerce.return.offer"]
        for line in self:
            order_line = line.order_line_id
            parts = offer._get_parts(order_line)
            back = {
                product: line._count_back(moves)
                for product, moves in line.move_ids.grouped("product_id").items()
            }
            line.received_quantity = (
                max(back.get(order_line.product_id, 0.0), 0.0)
                if order_line.product_id in back or not back
                else count_kits(
                    (back.get(product, 0.0), needed)
                    for product, (_left, needed) in parts.items()
                )
            )

    def _is_here(self):
        """Return whether something was received and kept, even a part of a kit."""
        self.ensure_one()
        by_product = self.move_ids.grouped("product_id").values()
        return any(self._count_back(moves) > 0 for moves in by_product)

    def _count_back(self, moves):
        """Return the quantity of one product received from the customer and kept."""
        offer = self.env["ecommerce.return.offer"]
        back = 0.0
        for move in moves.filtered(lambda it: it.state == "done"):
            quantity = offer._get_move_quantity(self.order_line_id, move)
            if offer._leaves(move):
                back -= quantity
            elif move.location_id.usage == "customer":
                back += quantity
        return back

    @api.depends(
        "return_id.decision",
        "refund_at",
        "approved_quantity",
        "received_quantity",
        "inspected_quantity",
        "rejected_quantity",
        "undecided_quantity",
    )
    def _compute_accepted_quantity(self):
        for line in self:
            refused = line.rejected_quantity + line.undecided_quantity
            line.accepted_quantity = max(line._get_accepted_quantity() - refused, 0.0)

    def _get_accepted_quantity(self):
        """Return the quantity for which the policy allows a refund by now."""
        if self.return_id.decision != "approved":
            return 0.0
        if self.refund_at == "approval":
            return max(self.approved_quantity, self.received_quantity)
        if self.refund_at == "inspection":
            return min(self.inspected_quantity, self.received_quantity)
        return self.received_quantity
