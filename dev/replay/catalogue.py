"""The catalogue: the products of the articles, and enough of them on the shelves."""

from odoo.fields import Command

from .money import read_float


def fill_catalogue(env, plan):
    """Make the products that are missing.

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
    """Return the ids of the products that there are, by article."""
    by_key = {article.key: article for article in articles}
    products = env["product.product"].search([("default_code", "in", list(by_key))])
    return {by_key[product.default_code]: product.id for product in products}


def _prepare_product(article, name):
    """Return the values of an article's product.

    Invoiced is what was delivered, so a return makes the order owe a credit note and
    leaves nothing to invoice again. The file's prices are net, hence no taxes.
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
    """Put as much in stock as the orders that are not delivered yet ask for."""
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
    """Do what the shop's scheduler does daily for the stock.

    Odoo lets orders of the same product that are confirmed or delivered at the same
    moment leave quants behind that reserve for nobody, rather than wait.
    """
    env["stock.quant"]._quant_tasks()


def _sum_up(records, products, *conditions):
    """Return how much of the products some moves or quants are about, by product."""
    domain = [("product_id", "in", list(products)), *conditions]
    groups = records._read_group(domain, ["product_id"], ["quantity:sum"])
    return {product.id: int(read_float(quantity)) for product, quantity in groups}
