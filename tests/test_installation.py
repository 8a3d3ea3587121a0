"""Installing the addon into a shop with older orders."""

import re

import pytest

from benchmarks.framework.odoo_session import OdooSession
from benchmarks.framework.remote import remote
from benchmarks.old_shop.journeys import JOURNEYS
from benchmarks.old_shop.shop import OldShop
from dev.shop.api import database, run_odoo

pytestmark = pytest.mark.slow

ADDON = "ecommerce_order_flow"
STATUSES = (
    "flow_stage",
    "payment_status",
    "fulfillment_status",
    "return_status",
    "amount_received",
    "amount_refunded",
)
# Stage, payment, goods and return of the orders by the life they lived before.
EXPECTED = {
    "abandoned_cart": ("cart", "unpaid", "not_yet", "none"),
    "declined_card": ("cart", "failed", "not_yet", "none"),
    "cancelled_cart": ("cancelled", "unpaid", "nothing", "none"),
    "awaited_transfer": ("awaiting_payment", "pending", "not_yet", "none"),
    "unpaid_quotation": ("awaiting_payment", "unpaid", "not_yet", "none"),
    "paid_in_part": ("awaiting_payment", "partially_paid", "not_yet", "none"),
    "paid_but_not_confirmed": ("to_confirm", "paid", "not_yet", "none"),
    "authorized": ("to_ship", "authorized", "to_ship", "none"),
    "to_ship": ("to_ship", "paid", "to_ship", "none"),
    "cancelled_after_payment": ("cancelled", "refunded", "nothing", "none"),
    "shipped_in_part": ("to_ship", "paid", "partially_shipped", "none"),
    "shipped_but_not_invoiced": ("done", "paid", "shipped", "none"),
    "settled": ("done", "paid", "shipped", "none"),
    "settled_by_bank_transfer": ("done", "paid", "shipped", "none"),
    "invoiced_but_not_paid": ("shipped", "unpaid", "shipped", "none"),
    "return_announced": ("shipped", "paid", "shipped", "approved"),
    "return_received": ("shipped", "paid", "shipped", "received"),
    "returned_and_refunded": ("done", "refunded", "shipped", "settled"),
    # The refunded amount is invoiced, and is to be credited.
    "refunded_in_part": ("shipped", "partially_refunded", "shipped", "none"),
    "credited_by_bank_transfer": ("done", "refunded", "shipped", "none"),
}


# Those found first, because somebody has to act; the newest come first.
OPEN = (
    "shipped_but_not_invoiced",
    "shipped_in_part",
    "to_ship",
    "authorized",
    "paid_in_part",
    "unpaid_quotation",
    "awaited_transfer",
)
CLOSED = {"abandoned_cart", "cancelled_cart", "settled", "settled_by_bank_transfer"}
FOUND_BEFORE_RESTART = 5


# === IN ODOO'S PROCESS === #


def make_orders(env):
    """Create orders with all lives, stored as their customer reference."""
    shop = OldShop(env)
    for journey in JOURNEYS:
        journey(shop, shop.order(lines=2, client_order_ref=journey.__name__))
    shop.order(website_id=False, client_order_ref="backend").action_confirm()


def read_orders(env):
    """Return the values of the orders by reference."""
    fields = [*STATUSES, "client_order_ref", "next_action"]
    orders = env["sale.order"].search_read([], fields)
    return {order["client_order_ref"]: order for order in orders}


def find_first_statuses(env):
    """Have the first statuses found; return the references in their order."""
    env["ecommerce.unknown.status"]._cron_queue()
    queue = env["ecommerce.unknown.status"].search([])
    automation = env["ecommerce.automation"]._find("find_status")
    ids = queue.ids[:FOUND_BEFORE_RESTART]
    references = queue.order_id.mapped("client_order_ref")
    env["ecommerce.automation.runner"]._run_batch(automation, ids)
    return references


def find_statuses(env):
    """Have the other statuses found, as after a restart."""
    env["ecommerce.unknown.status"]._cron_queue()
    env["ecommerce.automation"]._cron_run("find_status")
    return read_orders(env)


def read_progress(env):
    """Return the number of orders left, and what *Automations* says about them."""
    automation = env["ecommerce.automation"]._find("find_status")
    return automation.backlog, automation.notice


def count_messages(env):
    return env["mail.message"].search_count([("model", "=", "sale.order")])


def recompute(env):
    """Have the ORM recompute the statuses of all orders, as after a change."""
    orders = env["sale.order"].search([])
    for name in STATUSES:
        env.add_to_compute(orders._fields[name], orders)
    env.flush_all()
    return read_orders(env)


def live_on(env):
    """Ship the order that waits for it."""
    order = env["sale.order"].search([("client_order_ref", "=", "to_ship")])
    order.picking_ids.move_ids.picked = True
    order.picking_ids.button_validate()
    env.flush_all()
    return read_orders(env)["to_ship"]


# === THE TESTS === #


@pytest.fixture(scope="module")
def old_shop():
    """The installation's log, the messages before it, and a session after it."""
    with database("test_installation", "bare-test") as name:
        with remote(OdooSession, name) as odoo:
            odoo.call("run", make_orders)
            messages = odoo.call("run", count_messages)
        options = ("--stop-after-init", "--no-http")
        result = run_odoo("-d", name, "-i", ADDON, *options)
        assert result.returncode == 0, result.stdout
        with remote(OdooSession, name) as odoo:
            yield result.stdout, messages, odoo


@pytest.fixture(scope="module")
def unknown_orders(old_shop):
    """The orders right after the installation."""
    _log, _messages, odoo = old_shop
    return odoo.call("run", read_orders)


@pytest.fixture(scope="module")
def found_first(old_shop, unknown_orders):
    """The queue's references, the orders found before a restart, and the progress."""
    _log, _messages, odoo = old_shop
    references = odoo.call("run", find_first_statuses)
    orders = odoo.call("run", read_orders)
    return references, orders, odoo.call("run", read_progress)


@pytest.fixture(scope="module")
def orders(old_shop, found_first):
    """The orders when all statuses are found."""
    _log, _messages, odoo = old_shop
    return odoo.call("run", find_statuses)


def test_statuses_are_not_yet_known_after_the_installation(unknown_orders):
    for life in EXPECTED:
        order = unknown_orders[life]
        assert not any(order[name] for name in STATUSES), life
        assert order["next_action"].startswith("Not yet known"), life
    assert not unknown_orders["backend"]["next_action"]


def test_statuses_of_open_orders_are_found_first(found_first):
    references, _orders, _progress = found_first

    assert set(references) == set(EXPECTED)
    assert [life for life in references if life in OPEN] == list(OPEN)
    first_closed = min(references.index(life) for life in CLOSED)
    assert references.index(OPEN[-1]) < first_closed


def test_statuses_found_before_a_restart_stay(found_first):
    references, orders, (left, notice) = found_first

    known = {life for life in EXPECTED if orders[life]["flow_stage"]}
    assert known == set(references[:FOUND_BEFORE_RESTART])
    assert left == len(EXPECTED) - FOUND_BEFORE_RESTART
    assert str(left) in notice


def test_nothing_is_left_to_find(old_shop, orders):
    _log, _messages, odoo = old_shop

    assert odoo.call("run", read_progress) == (0, "")


@pytest.mark.parametrize("life", [journey.__name__ for journey in JOURNEYS])
def test_old_order_shows_where_it_stands(orders, life):
    assert tuple(orders[life][name] for name in STATUSES[:4]) == EXPECTED[life]


def test_money_of_old_orders_is_counted(orders):
    settled, refunded = orders["settled"], orders["returned_and_refunded"]

    assert settled["amount_received"] == refunded["amount_refunded"] > 0
    assert settled["amount_refunded"] == 0


def test_order_without_website_stays_empty(orders):
    assert not any(orders["backend"][name] for name in STATUSES)


def test_installation_finds_what_the_orm_computes(old_shop, orders):
    _log, _messages, odoo = old_shop

    assert odoo.call("run", recompute) == orders


def test_installation_writes_no_messages(old_shop):
    _log, messages_before, odoo = old_shop

    assert odoo.call("run", count_messages) == messages_before


def test_installation_raises_no_warning(old_shop):
    log, _messages, _odoo = old_shop

    assert re.findall(r"^.* (?:WARNING|ERROR|CRITICAL) .*$", log, re.M) == []


def test_old_order_lives_on(old_shop, orders):
    _log, _messages, odoo = old_shop

    order = odoo.call("run", live_on)

    assert (order["flow_stage"], order["fulfillment_status"]) == ("done", "shipped")
