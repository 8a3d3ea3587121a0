from collections import defaultdict

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
        taken_qty_by_key = defaultdict(float)
        errors = {}
        for order in orders.sorted("id"):
            if missing := self._describe_missing(order, taken_qty_by_key):
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
    def _describe_missing(self, order, taken_qty_by_key=None):
        """Return the products that are short for the order, or an empty text.

        :param dict taken_qty_by_key: What earlier orders take by warehouse and product.
            What the order takes is added, if it gets everything.
        """
        taken_qty_by_key = (
            defaultdict(float) if taken_qty_by_key is None else taken_qty_by_key
        )
        warehouse_id = order._get_shop_warehouse_id()
        wanted = self._get_limited_quantities(order)
        free = {
            product: order._get_free_qty(product)
            - taken_qty_by_key[warehouse_id, product.id]
            for product in wanted
        }
        missing = [
            product
            for product, quantity in wanted.items()
            if product.uom_id.compare(free[product], quantity) < 0
        ]
        if not missing:
            for product, quantity in wanted.items():
                taken_qty = self._get_taken_qty(order, product, quantity)
                taken_qty_by_key[warehouse_id, product.id] += taken_qty
        return ", ".join(
            self.env._(
                "%(product)s (%(wanted)s ordered, %(free)s free)",
                product=product.display_name,
                wanted=f"{wanted[product]:g}",
                free=f"{max(free[product], 0):g}",
            )
            for product in missing
        )

    @api.model
    def _get_taken_qty(self, order, product, quantity):
        """Return how much an order takes of what is free for all orders."""
        return quantity

    @api.model
    def _lock_stock(self, orders):
        """Let others who want the same goods wait, until this transaction ends."""
        self._lock_products(self._get_limited_products(orders))

    @api.model
    def _lock_products(self, products):
        """Let others who want products wait, until this transaction ends.

        The products are written, as they are, and not only locked: whoever waited must
        begin anew, or would go on with the stock of before.
        """
        if products:
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
