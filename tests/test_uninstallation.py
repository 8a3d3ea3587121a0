"""Uninstalling the addon leaves no traces, and the shop works on."""

import pytest

from benchmarks.framework.odoo_session import OdooSession
from benchmarks.framework.remote import remote
from benchmarks.old_shop.shop import OldShop
from dev.shop.api import database, run_odoo, run_sql

pytestmark = pytest.mark.slow

ADDON = "ecommerce_order_flow"
# Possible remains of an addon, each as a query with one column.
TRACES = {
    "columns": """
        SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable)
          FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequences": "SELECT sequencename FROM pg_sequences",
    "external ids": "SELECT concat(module, '.', name) FROM ir_model_data",
    "models": "SELECT model FROM ir_model",
    "fields": "SELECT concat(model, '.', name) FROM ir_model_fields",
    "selections": """
        SELECT concat_ws(' ', f.model, f.name, s.value)
          FROM ir_model_fields_selection s
          JOIN ir_model_fields f ON f.id = s.field_id""",
    # Odoo keeps the records of foreign keys of every addon, though not the keys.
    "notes on constraints": "SELECT name FROM ir_model_constraint WHERE type <> 'f'",
    "relations": "SELECT name FROM ir_model_relation",
    "views": "SELECT concat_ws(' ', id, name, model, mode, arch_db) FROM ir_ui_view",
    "menus": "SELECT concat_ws(' ', id, name, parent_id, action) FROM ir_ui_menu",
    "actions": "SELECT concat_ws(' ', id, type, name) FROM ir_actions",
    "views of actions": """
        SELECT concat_ws(' ', act_window_id, sequence, view_mode, view_id)
          FROM ir_act_window_view""",
    "windows": "SELECT concat_ws(' ', id, domain, context, view_id) FROM ir_act_window",
    "crons": "SELECT cron_name FROM ir_cron",
    "access rights": "SELECT name FROM ir_model_access",
    "rules": "SELECT name FROM ir_rule",
    "groups": "SELECT name FROM res_groups",
    "parameters": "SELECT concat_ws(' ', key, value) FROM ir_config_parameter",
    "defaults": "SELECT concat_ws(' ', field_id, json_value) FROM ir_default",
    "templates of mails": "SELECT name FROM mail_template",
    "kinds of messages": "SELECT name FROM mail_message_subtype",
    "assets": "SELECT path FROM ir_asset",
}
# Odoo lists every addon found, installed or not.
LISTED = {f"base.module_{ADDON}"}
SCREENS = [
    ("website_sale.action_orders_ecommerce", view_type)
    for view_type in ("list", "kanban", "form", "search")
] + [
    ("stock.action_picking_tree_all", "form"),
    ("stock.action_picking_tree_all", "search"),
    ("website.action_website_configuration", "form"),
]


def read_traces(name):
    """Return the traces in a database by kind."""
    return {kind: set(run_sql(sql, name)) - LISTED for kind, sql in TRACES.items()}


# === IN ODOO'S PROCESS === #


def make_orders(env):
    """Create a held, a paid and a shipped order."""
    shop = OldShop(env)
    held, paid, shipped = (shop.order(lines=2) for _number in range(3))
    for order in held + paid + shipped:
        shop.pay(order)
    held.client_order_ref = "held"
    held._hold("fraud", "Test")
    shop.ship(shipped)


def uninstall(env):
    module = env["ir.module.module"].search([("name", "=", ADDON)])
    module.button_immediate_uninstall()


def load_screen(env, action, view_type):
    """Return the data that the browser gets when the administrator opens a screen."""
    env = env(user=env.ref("base.user_admin"))
    window = env.ref(action)
    views = {kind: view_id for view_id, kind in window._get_action_dict()["views"]}
    view_id = (
        window.search_view_id.id if view_type == "search" else views.get(view_type)
    )
    model = env[window.res_model]
    return model.get_views([(view_id, view_type)])["views"][view_type]["arch"]


def ship_held_order(env):
    """Ship the order that was on hold; return its state."""
    order = env["sale.order"].search([("client_order_ref", "=", "held")])
    OldShop(env).ship(order)
    return order.picking_ids.state


def sell(env):
    """Take an order from cart to invoice; return its final status."""
    shop = OldShop(env)
    order = shop.order(lines=2)
    shop.pay(order)
    shop.ship(order)
    return order.state, order.picking_ids.state, shop.invoice(order).payment_state


def find_stages(env):
    """Have the statuses found, as after each installation, and return the stages."""
    env["ecommerce.unknown.status"]._cron_queue()
    env["ecommerce.automation"]._cron_run("find_status")
    orders = env["sale.order"].search([("website_id", "!=", False)], order="id")
    return orders.mapped("flow_stage")


# === THE TESTS === #


@pytest.fixture(scope="module")
def traces_before():
    """The traces of a shop that never had the addon."""
    with database("test_bare", "bare-test") as name:
        return read_traces(name)


@pytest.fixture(scope="module")
def shop_database():
    """A shop from which the addon was uninstalled after use."""
    with database("test_uninstallation", "test") as name:
        with remote(OdooSession, name) as odoo:
            odoo.call("run", make_orders)
        with remote(OdooSession, name) as odoo:
            odoo.call("run", uninstall)
        yield name


@pytest.fixture(scope="module")
def traces(shop_database):
    """The traces right after the addon was uninstalled."""
    return read_traces(shop_database)


@pytest.fixture(scope="module")
def odoo(shop_database, traces):
    """A session in the shop without the addon."""
    with remote(OdooSession, shop_database) as session:
        yield session


@pytest.mark.parametrize("kind", TRACES)
def test_no_trace_stays(traces_before, traces, kind):
    assert traces[kind] - traces_before[kind] == set()


@pytest.mark.parametrize("kind", TRACES)
def test_nothing_of_odoo_goes(traces_before, traces, kind):
    assert traces_before[kind] - traces[kind] == set()


@pytest.mark.parametrize(("action", "view_type"), SCREENS)
def test_screen_opens(odoo, action, view_type):
    arch = odoo.call("run", load_screen, action, view_type)

    assert "flow_stage" not in arch


def test_order_once_held_can_be_shipped(odoo):
    assert odoo.call("run", ship_held_order) == "done"


def test_shop_goes_on_selling(odoo):
    assert odoo.call("run", sell) == ("sale", "done", "paid")


def test_addon_can_be_installed_again(shop_database):
    options = ("--stop-after-init", "--no-http")
    result = run_odoo("-d", shop_database, "-i", ADDON, *options)

    assert result.returncode == 0, result.stdout
    with remote(OdooSession, shop_database) as session:
        assert set(session.call("run", find_stages)) <= {"to_ship", "shipped", "done"}
