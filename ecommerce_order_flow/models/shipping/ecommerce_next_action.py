from odoo import api, models
from odoo.tools import format_date

from ..status.rules.stage import OPEN_FULFILLMENT_STATUSES


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "release": 210,
            "ship_late": 320,
            "ship": 330,
        }

    @api.model
    def _explain_release(self, order):
        if not order.is_on_hold or order.flow_stage in ("done", "cancelled"):
            return False
        if order.hold_until:
            return self.env._(
                "%(hold)s The order is released automatically on %(date)s.",
                hold=self.env["ecommerce.hold"]._describe(order),
                date=format_date(self.env, order.hold_until),
            )
        return self.env._(
            "%(hold)s Release the order once this is resolved.",
            hold=self.env["ecommerce.hold"]._describe(order),
        )

    @api.model
    def _explain_ship_late(self, order):
        if not order.is_late:
            return False
        return self.env._(
            "Late: shipping was due by %(date)s. %(what_to_do)s",
            date=format_date(self.env, order.ship_by),
            what_to_do=self._explain_ship(order),
        )

    @api.model
    def _explain_ship(self, order):
        if order.fulfillment_status not in OPEN_FULFILLMENT_STATUSES:
            return False
        transfer = self._get_next_transfer(order)
        if not transfer:
            return self._explain_missing_transfer(order)
        return self._explain_transfer(order, transfer)

    @api.model
    def _explain_missing_transfer(self, order):
        purchases = self._get_purchases_to_confirm(order)
        if not purchases:
            return self.env._(
                "There is no delivery order yet: check the products' routes."
            )
        return self.env._(
            "Purchasing: confirm %(purchases)s, so that the vendor ships the products.",
            purchases=", ".join(purchases.mapped("name")),
        )

    @api.model
    def _get_purchases_to_confirm(self, order):
        """Return the purchases whose confirmation creates the vendor's transfers."""
        lines = order.order_line.filtered(
            lambda line: line.qty_delivered_method == "stock_move"
        )
        if "purchase_line_ids" not in lines._fields:  # The app isn't installed.
            return lines.browse()
        # In sudo mode because salespeople can't read the purchases of their orders.
        return lines.sudo().purchase_line_ids.order_id.filtered(
            lambda purchase: purchase.state in ("draft", "sent", "to approve")
        )

    @api.model
    def _explain_transfer(self, order, transfer):
        """Return the action required for the order's next transfer."""
        blocker, reason = self.env["ecommerce.shipping.check"]._get_blocker(transfer)
        if blocker in ("payment", "address"):
            return reason
        if transfer.shipping_step == "dropship":
            return self.env._(
                "The vendor ships to the customer: validate %(transfer)s when the "
                "vendor has shipped it.",
                transfer=transfer.name,
            )
        missing = self._get_missing_products(transfer)
        is_never_split = transfer.picking_type_id.create_backorder == "never"
        if transfer.state != "assigned" or (missing and is_never_split):
            return self._explain_wait(transfer, missing)
        if order.fulfillment_status == "ready_for_pickup":
            return self.env._(
                "Ready for pickup: validate %(transfer)s when the customer picks up "
                "the products.",
                transfer=transfer.name,
            )
        if order._is_pickup() and transfer.shipping_step == "ship" and not missing:
            return self.env._(
                "Warehouse: set %(transfer)s aside; the customer is then notified "
                "that it is ready for pickup.",
                transfer=transfer.name,
            )
        if missing:
            return self.env._(
                "Warehouse: validate %(transfer)s partially, or wait for stock: "
                "%(products)s.",
                transfer=transfer.name,
                products=missing,
            )
        return self.env._(
            "Warehouse: validate %(transfer)s (%(step)s).",
            transfer=transfer.name,
            step=transfer.picking_type_id.name,
        )

    @api.model
    def _explain_wait(self, transfer, missing):
        check = self.env["ecommerce.shipping.check"]
        return check._explain_put_back(transfer) or self.env._(
            "%(transfer)s waits for stock: %(products)s.",
            transfer=transfer.name,
            products=missing,
        )

    @api.model
    def _get_missing_products(self, transfer):
        missing_moves = transfer.move_ids.filtered(
            lambda move: move.state not in ("assigned", "done", "cancel")
        )
        return ", ".join(missing_moves.product_id.mapped("display_name"))

    @api.model
    def _get_next_transfer(self, order):
        """Return the first open transfer towards the customer, reserved ones first."""
        transfers = order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel") and p._leads_to_customer()
        )
        first = transfers.sorted(lambda p: (p.state != "assigned", p.id))[:1]
        # What is read of it is read for the transfers of all orders on the screen.
        return first.with_prefetch(order.picking_ids._prefetch_ids)
