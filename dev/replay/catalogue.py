"""The products of the articles, with sufficient stock."""

from odoo.fields import Command

from .money import read_float


def fill_catalogue(env, plan):
    """Create the missing products.

    :return: The products' ids, by article.
    """
    demand = plan.demand
    products = find_products(env, demand)
    missing = [article for article in sorted(demand) if article not in products]
    env["product.template"].create(
        [_prepare_product(article, plan.names[article.code]) for article in missing]
    )
    return find_products(env, demand)


def find_products(env, articles):
    """Return the ids of the existing products, by article."""
    by_key = {article.key: article for article in articles}
    products = env["product.product"].search([("default_code", "in", list(by_key))])
    return {by_key[product.default_code]: product.id for product in products}


def _prepare_product(article, name):
    """Return the values of an article's product.

    It is invoiced by delivered quantity, so a return requires a credit note and leaves
    nothing to invoice again. The file's prices are net, hence no taxes.
    """
    values = {
        "name": name,
        "default_code": article.key,
        "list_price": float(article.price),
        "taxes_id": [Command.clear()],
        "supplier_taxes_id": [Command.clear()],
        "invoice_policy": "delivery",
        "is_published": True,
    }
    if article.is_service:
        return {**values, "type": "service"}
    return {**values, "is_storable": True, "allow_out_of_stock_order": False}


def fill_shelves(env, demand, products):
    """Stock the quantities of all orders not delivered yet."""
    goods = {products[article]: quantity for article, quantity in demand.goods.items()}
    to_customers = ("location_dest_id.usage", "=", "customer")
    delivered = _sum_up(env["stock.move"], goods, ("state", "=", "done"), to_customers)
    tidy_shelves(env)
    location = env["stock.warehouse"].search([], limit=1).lot_stock_id
    on_hand = _sum_up(env["stock.quant"], goods, ("location_id", "=", location.id))
    counted = [
        {
            "product_id": product,
            "location_id": location.id,
            "inventory_quantity": quantity - delivered.get(product, 0),
        }
        for product, quantity in goods.items()
        if on_hand.get(product, 0) < quantity - delivered.get(product, 0)
    ]
    quants = env["stock.quant"].with_context(inventory_mode=True).create(counted)
    quants.action_apply_inventory()


def tidy_shelves(env):
    """Run the daily stock tasks of the shop's scheduler.

    Orders of the same product that are confirmed or delivered concurrently may leave
    quants with stale reservations, because Odoo doesn't wait.
    """
    env["stock.quant"]._quant_tasks()


def _sum_up(records, products, *conditions):
    """Return the quantities of moves or quants, by product."""
    domain = [("product_id", "in", list(products)), *conditions]
    groups = records._read_group(domain, ["product_id"], ["quantity:sum"])
    return {product.id: int(read_float(quantity)) for product, quantity in groups}
