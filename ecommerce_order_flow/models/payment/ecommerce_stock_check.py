from odoo import api, models
from odoo.tools import SQL

from ...exceptions import IssueError


class EcommerceStockCheck(models.AbstractModel):
    """Says which goods of paid orders others bought meanwhile."""

    _name = "ecommerce.stock.check"
    _description = "Check of the Stock of Paid Orders"

    @api.model
    def _find_sold_out(self, orders):
        """Return the issue of each order whose goods others bought meanwhile.

        Earlier orders get what is left. Products that may be ordered without being in
        stock are never sold out.
        """
        self._lock_stock(orders)
        free_qty_by_key = {}
        errors = {}
        for order in orders.sorted("id"):
            if missing := self._describe_missing(order, free_qty_by_key):
                errors[order] = IssueError(
                    self.env._(
                        "The customer paid, but the stock is short: %(products)s. "
                        "Confirm the order as a backorder, or refund the payment and "
                        "cancel the order.",
                        products=missing,
                    ),
                    issue="out_of_stock",
                )
        return errors

    @api.model
    def _describe_missing(self, order, free_qty_by_key=None):
        """Return the products that are short for the order, or an empty text.

        :param dict free_qty_by_key: What is free by warehouse and product. What the
            order takes is taken off, if it gets everything.
        """
        free_qty_by_key = {} if free_qty_by_key is None else free_qty_by_key
        warehouse_id = order._get_shop_warehouse_id()
        wanted = self._get_limited_quantities(order)
        for product in wanted:
            key = warehouse_id, product.id
            if key not in free_qty_by_key:
                free_qty_by_key[key] = order._get_free_qty(product)
        missing = [
            product
            for product, quantity in wanted.items()
            if product.uom_id.compare(
                free_qty_by_key[warehouse_id, product.id], quantity
            )
            < 0
        ]
        if not missing:
            for product, quantity in wanted.items():
                free_qty_by_key[warehouse_id, product.id] -= quantity
        return ", ".join(
            self.env._(
                "%(product)s (%(wanted)s ordered, %(free)s free)",
                product=product.display_name,
                wanted=f"{wanted[product]:g}",
                free=f"{max(free_qty_by_key[warehouse_id, product.id], 0):g}",
            )
            for product in missing
        )

    @api.model
    def _lock_stock(self, orders):
        """Let others who want the same goods wait, until this transaction ends.

        The products are written, as they are, and not only locked: whoever waited must
        begin anew, or would go on with the stock of before.
        """
        if products := self._get_limited_products(orders):
            self.env.cr.execute(
                SQL(
                    "UPDATE product_product SET id = id WHERE id IN %s",
                    tuple(sorted(products.ids)),
                ),
                log_exceptions=False,  # Meeting others is no error.
            )

    @api.model
    def _get_limited_quantities(self, order):
        """Return how much the order wants of the products that can be sold out."""
        return {
            product: order._get_cart_qty(product.id)
            for product in self._get_limited_products(order)
        }

    @api.model
    def _get_limited_products(self, orders):
        return orders.order_line.product_id.filtered(
            lambda product: product.is_storable and not product.allow_out_of_stock_order
        )
