from odoo import api, models


class EcommerceConsistencyCheck(models.Model):
    _inherit = "ecommerce.consistency.check"

    @api.model
    def _mend(self, orders):
        """Override to reserve for orders what they need, if that isn't so."""
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
        """Return how much is to be reserved for each line, be it there or not."""
        return [
            sum(line.reservation_move_ids.mapped("product_uom_qty")) for line in lines
        ]
