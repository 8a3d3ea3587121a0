"""What customers and staff do every day, each in a transaction of its own.

Each action is a pair of functions: what is there before, which isn't measured, and the
action itself, which receives what the first one returned.
"""


def get_actions(shop):
    """Return the actions of a shop by name, in the order of an order's life."""
    goods = shop.goods
    return {
        "first into the cart": (
            lambda: shop.order(0),
            lambda cart: cart._cart_add(goods[0].id, 1),
        ),
        "more into the cart": (
            lambda: shop.order(1),
            lambda cart: cart._cart_update_line_quantity(cart.order_line.id, 3),
        ),
        "payment reported": (
            lambda: shop.start_payment(shop.order(2)),
            lambda transaction: transaction._set_done(),
        ),
        "confirm": (
            lambda: shop.order(2),
            lambda order: order.action_confirm(),
        ),
        "validate a delivery": (
            lambda: confirm(shop).picking_ids,
            validate,
        ),
        "change a quantity": (
            lambda: confirm(shop).order_line[0],
            lambda line: line.write({"product_uom_qty": 3.0}),
        ),
        "cancel": (
            lambda: confirm(shop),
            lambda order: order._action_cancel(),
        ),
        "create": (
            lambda: shop.prepare_order(2),
            shop.env["sale.order"].create,
        ),
        "invoice": (
            lambda: confirm(shop),
            shop.invoice,
        ),
        # The addon has no work with it.
        "create a contact (control)": (
            lambda: {"name": "Max Mustermann"},
            shop.env["res.partner"].create,
        ),
    }


def confirm(shop):
    """Return a confirmed order with two lines."""
    order = shop.order(2)
    order.action_confirm()
    return order


def validate(transfer):
    transfer.move_ids.picked = True
    transfer.button_validate()
