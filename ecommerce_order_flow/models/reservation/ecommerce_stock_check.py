from odoo import api, models


class EcommerceStockCheck(models.AbstractModel):
    _inherit = "ecommerce.stock.check"

    @api.model
    def _get_taken_qty(self, order, product, quantity):
        """Override to exclude the order's own reservations from the taken quantity."""
        own_qty = sum(
            line.product_uom_id._compute_quantity(
                line.reserved_product_qty, product.uom_id
            )
            for line in order._get_common_product_lines(product.id)
        )
        return max(quantity - own_qty, 0.0)
