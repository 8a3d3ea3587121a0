from odoo import models


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "ecommerce.guarded.mixin"]

    def _is_outside(self):
        """Return whether the products were shipped and not returned."""
        self.ensure_one()
        return (
            self.state == "done"
            and self.location_dest_id.usage == "customer"
            and "done" not in self.returned_move_ids.mapped("state")
        )

    def _is_put_back(self):
        """Return whether the move reverses a step on the way to the customer.

        Its destination may be the previous step, the shelf or quarantine. Odoo creates
        it when a quantity is lowered, or as a return of products that were never
        shipped; its own return continues the delivery.
        """
        self.ensure_one()
        if "customer" in (self.location_id.usage, self.location_dest_id.usage):
            return False
        if self.location_final_id:
            is_last = self.location_final_id == self.location_dest_id
            return self.to_refund and is_last
        origin = self.origin_returned_move_id
        return bool(origin) and not origin._is_put_back()
