"""Goods are sold, and shipped in bulk."""

from orders import ORDERS_PER_PRODUCT, place_orders_in, report_done
from transactions import work


def sell(registry, count):
    """Create sold orders whose goods are reserved now.

    :return: The ids of each order and its transfer.
    """
    return work(registry, _sell, count)


def _sell(env, count):
    # A batch must fit into the short life of a worker.
    env["ecommerce.automation"].search([]).batch_size = 10
    country = env.ref("base.de")
    orders = env["sale.order"].browse(
        place["id"] for place in place_orders_in(env, count, stock=ORDERS_PER_PRODUCT)
    )
    orders.partner_id.write({"street": "Am Markt 1", "zip": "10115", "city": "Berlin"})
    orders.partner_id.country_id = country
    for tx in orders.transaction_ids:
        report_done(tx)
    orders.action_confirm()
    return [{"id": order.id, "transfer": order.picking_ids.id} for order in orders]


def ship_in_bulk(registry, transfers):
    """Ship the selected transfers by the button, as warehouse staff does."""
    work(registry, _ship_in_bulk, transfers)


def _ship_in_bulk(env, transfers):
    env["stock.picking"].browse(transfers).action_shipping_ship()
