from odoo import models
from odoo.fields import Domain


class StockForecastedProductProduct(models.AbstractModel):
    _inherit = "stock.forecasted_product_product"

    def _prepare_report_line(self, quantity, move_out=None, *args, **kwargs):
        """Override of `stock` to show no delivery date for unpaid reservations."""
        line = super()._prepare_report_line(quantity, move_out, *args, **kwargs)
        # In sudo mode because warehouse people may not read orders.
        if move_out and move_out.sudo().reservation_line_id:
            line.update({"delivery_date": False, "delivery_late": False})
        return line

    def _get_reservation_data(self, move):
        """Override of `stock` to support reservations without a transfer."""
        # In sudo mode because warehouse users may not read orders.
        if order_sudo := move.sudo().reservation_line_id.order_id:
            return {
                "_name": order_sudo._name,
                "name": order_sudo.name,
                "id": order_sudo.id,
            }
        return super()._get_reservation_data(move)

    def _product_sale_domain(self, product_template_ids, product_ids):
        """Override of `sale_stock` to exclude orders with reservations."""
        domain = super()._product_sale_domain(product_template_ids, product_ids)
        return list(Domain(domain) & Domain("reservation_move_ids", "=", False))
