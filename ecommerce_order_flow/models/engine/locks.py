from odoo.exceptions import LockError, UserError


def lock_or_refuse(order, *others):
    """Keep everybody from changing an order until the transaction ends.

    :param others: Records that are locked with it.
    :raise UserError: If somebody is at it.
    """
    order.ensure_one()
    try:
        for records in (order, *others):
            records.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise UserError(
            order.env._(
                "Somebody else works on %(order)s at this moment: try again in a "
                "minute.",
                order=order.name,
            )
        ) from error
