from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _action_launch_stock_rule(self, *, previous_product_uom_qty=False):
        """Override of `sale_stock` to reduce transfers of products put back.

        Only if a quantity changes: otherwise the transfers may still be processed.
        """
        result = super()._action_launch_stock_rule(
            previous_product_uom_qty=previous_product_uom_qty
        )
        if previous_product_uom_qty:
            self.env["ecommerce.put.back"]._drop_excess(self)
        return result
