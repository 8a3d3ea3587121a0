from odoo import api, models


class EcommerceConsistencyCheck(models.Model):
    _inherit = "ecommerce.consistency.check"

    @api.model
    def _mend(self, orders):
        """Override to update the reservations of the orders."""
        lines = orders.order_line
        wanted_before = self._read_wanted(lines)
        self.env["ecommerce.stock.reservation"]._bring_up_to_date(orders)
        field = lines._fields["reserved_product_qty"]
        return super()._mend(orders) + [
            (line.order_id, line, field, before, wanted)
            for line, before, wanted in zip(
                lines, wanted_before, self._read_wanted(lines), strict=True
            )
            if before != wanted
        ]

    @api.model
    def _read_wanted(self, lines):
        """Return the quantity to reserve for each line, available or not."""
        return [
            sum(line.reservation_move_ids.mapped("product_uom_qty")) for line in lines
        ]
