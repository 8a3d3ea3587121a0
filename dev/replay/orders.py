"""Search for the orders with the file's numbers."""


def search_orders(env, *conditions):
    """Return the orders of the file, or those that fulfill conditions."""
    known = [("website_id", "!=", False), ("client_order_ref", "!=", False)]
    return env["sale.order"].search([*known, *conditions])


def find_orders(env, numbers):
    """Return the orders of these numbers of the file, by number."""
    orders = search_orders(env, ("client_order_ref", "in", list(numbers)))
    return {order.client_order_ref: order for order in orders}


def find_order(env, number):
    """Return the order of a number of the file, or an empty recordset."""
    return find_orders(env, [number]).get(number, env["sale.order"])


def find_line(order, facilities, article):
    """Return the order's line of an article."""
    product = facilities.products[article]
    return order.order_line.filtered(lambda line: line.product_id.id == product)


def get_replayed_numbers(env):
    """Return the file's numbers with orders or credit notes in the shop."""
    orders = search_orders(env)
    credit_notes = orders.invoice_ids.filtered(lambda it: it.move_type == "out_refund")
    return {*orders.mapped("client_order_ref"), *credit_notes.mapped("ref")}
