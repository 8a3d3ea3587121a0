from odoo import api, fields, models
from odoo.fields import Domain


class StockMove(models.Model):
    """Moves without a transfer reserve stock for orders awaiting payment."""

    _inherit = "stock.move"

    reservation_line_id = fields.Many2one(
        "sale.order.line",
        string="Reserved for",
        readonly=True,
        copy=False,
        index="btree_not_null",
        # Without its line, the origin of the reservation would be unknown.
        ondelete="restrict",
        help="The line of a waiting order for which this stock is reserved.",
    )
    reservation_ends_at = fields.Datetime(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="When the deadline of the payment and its grace time are over.",
    )

    # === BUSINESS METHODS === #

    def _get_source_document(self):
        """Override of `stock` to show the order in the forecast."""
        # In sudo mode because warehouse users may not read orders.
        return (
            self.sudo().reservation_line_id.order_id or super()._get_source_document()
        )

    def _compute_reference(self):
        """Override of `stock` to show the order in the lists of moves."""
        reservations = self.filtered("reservation_line_id")
        for move in reservations:
            move.reference = move.origin
        return super(StockMove, self - reservations)._compute_reference()

    # === AUTOMATION: RELEASE STOCK === #

    @api.model
    def _flow_release_stock_domain(self):
        """Return the domain of the reservations whose time is over."""
        return Domain("reservation_ends_at", "<=", fields.Datetime.now())

    def _flow_release_stock(self):
        self.env["ecommerce.stock.reservation"]._bring_up_to_date(
            self.reservation_line_id.order_id
        )

    def _find_flow_order(self):
        return self.reservation_line_id.order_id
