"""A user with warehouse rights alone ships web orders from the work list."""

import pytest

from . import staff, warehouse
from .preparation import STOCK, WORKER, employ_worker, sell_paid_lamps

pytestmark = pytest.mark.slow


@pytest.fixture
def orders(remote):
    """Five paid orders; the last one has a missing part."""
    employ_worker(remote)
    return [sell_paid_lamps(remote, quantity) for quantity in (1, 1, 1, 1, STOCK)]


def test_warehouse_ships_five_orders_one_of_them_in_part(
    german, remote, server_log, orders
):
    staff.logs_in(german, WORKER)
    # If both changed an order at once, Odoo would retry, but log the conflict.
    owing = [("name", "in", orders), ("pending_notification", "!=", False)]
    german.wait_for(lambda: not remote.search("sale.order", *owing), "the order mails")
    warehouse.opens_the_work_list(german)
    warehouse.sees_rows(german, orders)
    warehouse.sees_blocker(german, orders[4], "Wartet auf")

    warehouse.ships(german, orders[0])
    warehouse.sees_no_row(german, orders[0])

    warehouse.selects_all(german)
    german.click(warehouse.ALL_STEPS)
    warehouse.sees_result(german, orders[1], "Erledigt")
    warehouse.sees_result(german, orders[4], "Übersprungen")
    german.click(warehouse.SHIP_WHAT_IS_THERE)
    german.see_no(staff.DIALOG)
    for number in orders[1:4]:
        warehouse.sees_no_row(german, number)
    warehouse.sees_rows(german, orders[4:])

    warehouse.scans(german, orders[4])
    rest = [("origin", "=", orders[4]), ("state", "=", "confirmed")]
    staff.is_at(german, remote.read("stock.picking", "name", *rest))

    statuses = [
        remote.read("sale.order", "fulfillment_status", ("name", "=", number))
        for number in orders
    ]
    assert statuses == ["shipped"] * 4 + ["partially_shipped"]
    assert not german.get_complaints()
    assert not server_log.get_complaints()
