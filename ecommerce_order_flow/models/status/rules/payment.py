"""The payment status: the amount paid compared with the amount owed."""

from .amounts import compare, is_zero


def get_payment_status(order, balances):
    """Return the payment status computed from the money that moved."""
    money, rounding = balances.money, order.rounding
    if compare(money.kept, 0.0, rounding) > 0:
        return _get_status_of_kept_money(order, balances)
    if compare(money.authorized, 0.0, rounding) > 0:
        return "authorized"
    if money.pending:
        return "pending"
    if not is_zero(money.refunded, rounding):
        return "refunded"
    if order.state in ("sent", "sale") and is_free(order, balances):
        return "paid"
    return "failed" if money.has_failed else "unpaid"


def is_free(order, balances):
    """Return whether the order costs nothing, for instance thanks to a gift card."""
    return is_zero(order.total, order.rounding) and balances.due <= 0


def _get_status_of_kept_money(order, balances):
    if balances.due > 0:
        return "partially_paid"
    if balances.surplus:
        return "overpaid"
    kept_to_total = compare(balances.money.kept, order.total, order.rounding)
    is_refunded = not is_zero(balances.money.refunded, order.rounding)
    if kept_to_total < 0 and is_refunded:
        return "partially_refunded"
    return "paid"


def is_paid_enough(order, balances):
    """Return whether the amount paid or authorized suffices for confirmation.

    Odoo confirms an order with any payment when none is required; here the whole amount
    is required then.
    """
    available = balances.money.kept + balances.money.authorized
    if compare(available, 0.0, order.rounding) <= 0:
        return get_payment_status(order, balances) == "paid"
    return compare(available, order.required, order.rounding) >= 0


def is_enough_on_its_way(order, balances):
    """Return whether the pending payments suffice for confirmation."""
    return compare(balances.money.pending, order.required, order.rounding) >= 0


def get_missing_authorization(order, balances):
    """Return by how much the authorized amount is less than the amount to pay."""
    if compare(balances.money.authorized, 0.0, order.rounding) <= 0:
        return 0.0
    missing = _get_expected_payment(order, balances) - balances.money.authorized
    return missing if compare(missing, 0.0, order.rounding) > 0 else 0.0


def get_excess_authorization(order, balances):
    """Return by how much the authorized amount exceeds the amount to pay."""
    if compare(balances.money.authorized, 0.0, order.rounding) <= 0:
        return 0.0
    excess = balances.money.authorized - max(_get_expected_payment(order, balances), 0)
    return excess if compare(excess, 0.0, order.rounding) > 0 else 0.0


def _get_expected_payment(order, balances):
    if order.is_waiting:
        return order.required - balances.money.kept
    return balances.due
