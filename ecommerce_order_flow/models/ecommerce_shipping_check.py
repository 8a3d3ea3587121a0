from odoo import api, fields, models
from odoo.tools import format_list

from ..const import SHIPPING_BLOCKERS

# Payment statuses with which a confirmed order isn't shipped by the way: somebody has
# to want it. Payments that are on their way, or due at the door, are none of them.
UNPAID_STATUSES = ("unpaid", "failed", "refunded")


class EcommerceShippingCheck(models.AbstractModel):
    """What keeps the transfers of web orders from being done."""

    _name = "ecommerce.shipping.check"
    _description = "Check of Transfers to Ship"

    shipping_blocker = fields.Selection(
        string="Blocked by",
        selection=SHIPPING_BLOCKERS,
        compute="_compute_shipping_blocker",
        compute_sudo=True,
    )
    shipping_blocker_reason = fields.Char(
        string="Why It Is Blocked",
        compute="_compute_shipping_blocker",
        compute_sudo=True,
    )

    # In sudo mode because warehouse people may not read orders; they are told no more
    # than why they have to wait.
    @api.depends(
        "state",
        "move_ids.state",
        "move_ids.quantity",
        "move_line_ids.lot_id",
        "move_line_ids.lot_name",
        "partner_id",
        "sale_id.hold_reason",
        "sale_id.hold_until",
        "sale_id.payment_status",
    )
    @api.depends_context("lang")
    def _compute_shipping_blocker(self):
        for picking in self:
            picking.shipping_blocker, picking.shipping_blocker_reason = (
                picking._get_shipping_blocker()
                if picking.shipping_step and picking.state not in ("done", "cancel")
                else (False, False)
            )

    def _get_shipping_blocker(self):
        """Return what keeps the transfer from being done, and a sentence about it."""
        self.ensure_one()
        for blocker, _label in SHIPPING_BLOCKERS:
            if reason := getattr(self, f"_explain_{blocker}_blocker")():
                return blocker, reason
        return False, False

    def _explain_hold_blocker(self):
        return self.sale_id.is_on_hold and self.sale_id._get_hold_summary()

    def _explain_payment_blocker(self):
        order = self.sale_id
        if order.payment_status not in UNPAID_STATUSES or order._is_paid_later():
            return False
        if order.payment_status == "refunded":
            return self.env._(
                "The customer has the money for %(order)s back: cancel the order, or "
                "validate the transfer itself to ship all the same.",
                order=order.name,
            )
        return self.env._(
            "%(order)s is not paid: register the payment, or validate the transfer "
            "itself to ship all the same.",
            order=order.name,
        )

    def _explain_address_blocker(self):
        missing = self._get_missing_address_parts()
        return missing and self.env._(
            "The address of %(customer)s lacks: %(parts)s. Complete it first.",
            customer=self.partner_id.display_name or self.sale_id.partner_id.name,
            parts=format_list(self.env, missing),
        )

    def _explain_stock_blocker(self):
        missing = [
            move._describe_missing_quantity() for move in self._get_short_moves()
        ]
        return missing and self.env._(
            "Waits for stock: %(products)s.", products=format_list(self.env, missing)
        )

    def _explain_lot_blocker(self):
        products = self._get_lines_without_lot().product_id
        return products and self.env._(
            "Enter the lot or serial number in the transfer: %(products)s.",
            products=format_list(self.env, products.mapped("display_name")),
        )

    def _get_short_moves(self):
        """Return the moves for which not everything is reserved that is wanted."""
        self.ensure_one()
        return self.move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.product_uom.compare(move.quantity, move.product_uom_qty) < 0
            )
        )

    def _get_lines_without_lot(self):
        """Return what can't be validated before somebody says which pieces they are."""
        self.ensure_one()
        operation = self.picking_type_id
        if not (operation.use_create_lots or operation.use_existing_lots):
            return self.env["stock.move.line"]
        return self.move_line_ids.filtered(
            lambda line: (
                line.product_id.tracking != "none"
                and line.quantity
                and not (line.lot_id or line.lot_name)
            )
        )

    def _can_go_in_part(self):
        """Return whether what is there may leave, and the rest may follow.

        Whoever fetches the goods comes once.
        """
        self.ensure_one()
        return (
            self.state == "assigned"
            and self.move_type == "direct"
            and not self._is_pickup()
            and any(self.move_ids.mapped("quantity"))
        )
