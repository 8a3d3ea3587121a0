from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ...exceptions import IssueError
from ..engine.numbers import format_number


class EcommerceStockCheck(models.AbstractModel):
    """Check whether the products of paid orders are still in stock."""

    _name = "ecommerce.stock.check"
    _description = "Stock Check of Paid Orders"

    @api.model
    def _find_sold_out(self, orders):
        """Return an out-of-stock issue by order.

        Stock is allotted to earlier orders first. Products that may be sold out of
        stock never cause an issue.
        """
        self._lock_stock(orders)
        taken_qty_by_key = defaultdict(float)
        errors = {}
        for order in orders.sorted("id"):
            if missing := self._describe_missing(order, taken_qty_by_key):
                errors[order] = IssueError(
                    self.env._(
                        "The customer paid, but the stock is insufficient: "
                        "%(products)s. Confirm the order as a backorder, or refund "
                        "the payment and cancel the order.",
                        products=missing,
                    ),
                    issue="out_of_stock",
                )
        return errors

    @api.model
    def _describe_missing(self, order, taken_qty_by_key=None):
        """Return the names of the products with insufficient stock, or an empty string.

        :param dict taken_qty_by_key: Quantities allotted to earlier orders, by
            warehouse and product. The order's quantities are added if all its products
            are available.
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
                "%(product)s (%(wanted)s ordered, %(free)s available)",
                product=product.display_name,
                wanted=format_number(self.env, wanted[product]),
                free=format_number(self.env, max(free[product], 0)),
            )
            for product in missing
        )

    @api.model
    def _get_taken_qty(self, order, product, quantity):
        """Return the share of the quantity that is taken from the free stock."""
        return quantity

    @api.model
    def _lock_stock(self, orders):
        """Lock the orders' products, so that concurrent confirmations wait."""
        self._lock_products(self._get_limited_products(orders))

    @api.model
    def _lock_products(self, products):
        """Lock the products until this transaction ends, so that others wait and retry.

        The rows are updated, not only locked: a transaction that waited then fails to
        serialize and restarts with the current stock.
        """
        if products:
            self.env.cr.execute(
                SQL(
                    "UPDATE product_product SET id = id WHERE id IN %s",
                    tuple(sorted(products.ids)),
                ),
                log_exceptions=False,  # A conflict is no error.
            )

    @api.model
    def _get_limited_quantities(self, order):
        """Return the ordered quantities of the products that can be out of stock."""
        return {
            product: order._get_cart_qty(product.id)
            for product in self._get_limited_products(order)
        }

    @api.model
    def _get_limited_products(self, orders):
        return orders.order_line.product_id.filtered(
            lambda product: product.is_storable and not product.allow_out_of_stock_order
        )
