"""Customers who pay by wire transfer, whose orders wait with their stock reserved."""

from orders import create_product, order_product, remember
from transactions import work


def place_pairs(registry, count):
    """Let pairs of customers want the last piece of a product, each pair another one.

    :return: Of each pair two orders: their id, payment's reference and session.
    """
    return work(registry, _place_pairs, count)


def _place_pairs(env, count):
    provider = env["payment.provider"].search(
        [("custom_mode", "=", "wire_transfer")], limit=1
    )
    provider.write({"state": "test", "waiting_policy": "reserve"})
    return [_place_pair(env, provider, number) for number in range(count)]


def _place_pair(env, provider, number):
    product = create_product(env, stock=1)
    return [
        _leave_for_payment(env, provider, order_product(env, product, 2 * number + who))
        for who in range(2)
    ]


def _leave_for_payment(env, provider, order):
    tx = env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.with_context(active_test=False)
            .payment_method_ids[:1]
            .id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_redirect",
            "reference": order.name,
            "landing_route": "/shop/payment/validate",
            "sale_order_ids": order.ids,
        }
    )
    return {
        "id": order.id,
        "reference": tx.reference,
        "session": remember(env, tx),
    }
