"""Customers who have received their goods, and want to return them."""

from orders import begin_payment, create_product, order_product, report_done
from transactions import work


def deliver(registry, count, quantity):
    """Create paid and delivered orders with the given quantity of a product each.

    :return: For each order its id, the token of its link, and the id of its line.
    """
    return work(registry, _deliver, count, quantity)


def _deliver(env, count, quantity):
    website = env.ref("website.default_website")
    website.customer_can_return = True
    product = create_product(env, stock=count * quantity)
    return [_deliver_one(env, product, number, quantity) for number in range(count)]


def deliver_pairs(registry, count):
    """Deliver to pairs of customers what can be exchanged for one and the same piece.

    :return: The pairs of orders, as above, each with the replacement's `code`.
    """
    return work(registry, _deliver_pairs, count)


def _deliver_pairs(env, count):
    env.ref("website.default_website").customer_can_return = True
    env.ref("ecommerce_order_flow.ecommerce_return_policy_default").write(
        {"is_approved_automatically": True, "offers_products": True}
    )
    return [_deliver_pair(env, number) for number in range(count)]


def _deliver_pair(env, number):
    product, replacement = create_product(env, stock=2), create_product(env, stock=1)
    replacement.website_published = True
    product.product_tmpl_id.alternative_product_ids = replacement.product_tmpl_id
    code = {"code": f"exchange_{replacement.id}"}
    return [
        _deliver_one(env, product, 2 * number + customer, 1) | code
        for customer in range(2)
    ]


def _deliver_one(env, product, number, quantity):
    order = order_product(env, product, number)
    order.order_line.product_uom_qty = quantity
    report_done(begin_payment(env, order))
    order.action_confirm()
    transfer = order.picking_ids
    transfer.move_ids.picked = True
    transfer.button_validate()
    return {
        "id": order.id,
        "token": order._portal_ensure_token(),
        "line": order.order_line.id,
    }
