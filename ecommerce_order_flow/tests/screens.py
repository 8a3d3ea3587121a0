"""What the web client requests when somebody opens one of our screens."""

from ast import literal_eval
from dataclasses import dataclass

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import datetime, safe_eval

ADDON = "ecommerce_order_flow"
PAGE, COLUMN = 80, 40  # records of a list, and of a column of a board
MOST_COUNTED = 10_001
BOARD = f"{ADDON}.sale_order_action"
ORDERS = "website_sale.action_orders_ecommerce"
# The screens by name: their actions, and the filters chosen besides the defaults.
SCREENS = {
    "Orders by Stage": (BOARD, []),
    "Orders": (ORDERS, []),
    "Orders: Paid, Not Confirmed": (ORDERS, ["to_confirm"]),
    "Orders: To Ship": (ORDERS, ["to_ship"]),
    "Orders: Shipped, Still Open": (ORDERS, ["shipped"]),
    "Orders: On Hold": (ORDERS, ["on_hold"]),
    "Orders: Late": (ORDERS, ["late"]),
    "Orders: To Decide": (ORDERS, ["has_issues"]),
    "Orders: Automation Failures": (ORDERS, ["has_failures"]),
    "Orders: To Refund": (ORDERS, ["to_refund"]),
    "Orders: To Credit": (ORDERS, ["to_credit"]),
    "Orders: Payment Overdue": (ORDERS, ["payment_overdue"]),
    "Orders: Open Returns": (ORDERS, ["returns_open"]),
    "To Ship": (f"{ADDON}.ecommerce_to_ship_action", []),
    "Returns": (f"{ADDON}.ecommerce_return_action", []),
    "Refunds": (f"{ADDON}.ecommerce_refund_payment_action", []),
    "Payments to Match": (f"{ADDON}.ecommerce_payment_match_action", []),
    "Failures": (f"{ADDON}.ecommerce_failure_action", []),
    "Automations": (f"{ADDON}.ecommerce_automation_action", []),
}


@dataclass
class Screen:
    """A view with the records that it shows first."""

    records: object  # an empty recordset of the model
    arch: object
    domain: Domain
    group_by: str | None

    def open(self):
        """Request what the web client requests, and return it."""
        names = {name: {} for name in self._list_fields()}
        if "alarm" in (self.arch.get("js_class") or ""):
            self.records.env["ecommerce.automation"].get_alarms()
        if not self.group_by:
            return self.records.web_search_read(
                self.domain,
                names,
                limit=PAGE,
                order=self.arch.get("default_order"),
                count_limit=MOST_COUNTED,
            )
        self._read_progress()
        is_board = self.arch.tag == "kanban"
        return self.records.web_read_group(
            self.domain,
            [self.group_by],
            ["__count"],
            auto_unfold=is_board,
            unfold_read_specification=names,
            unfold_read_default_limit=COLUMN,
        )

    def _read_progress(self):
        for bar in self.arch.iter("progressbar"):
            colors = literal_eval(bar.get("colors"))
            options = {"field": bar.get("field"), "colors": colors}
            self.records.read_progress_bar(list(self.domain), self.group_by, options)

    def _list_fields(self):
        """Return the names of the fields of the view, without those of subviews."""
        return {
            node.get("name")
            for node in self.arch.iter("field")
            if next(node.iterancestors("field"), None) is None
        }


def find_screen(env, name):
    """Return a screen as a user opens it in the menu."""
    xmlid, chosen = SCREENS[name]
    # In sudo mode because users read their actions by a request of its own.
    return find_screen_of(env, env.ref(xmlid).sudo(), chosen)


def open_action(env, action):
    """Request what the web client requests when somebody opens an action."""
    return find_screen_of(env, action, []).open()


def find_screen_of(env, action, chosen):
    """Return the screen of an action in sudo mode, with the filters chosen."""
    evaluated = {"uid": env.uid, "context_today": datetime.date.today}
    context = safe_eval(action.context or "{}", dict(evaluated))
    records = env[action.res_model].with_context(**context)
    view_id, mode = action.views[0]
    arch = etree.fromstring(records.get_view(view_id, mode)["arch"])
    search_view = records.get_view(action.search_view_id.id or None, "search")
    domain = Domain(safe_eval(action.domain or "[]", dict(evaluated)))
    group_by = arch.get("default_group_by")
    for node in etree.fromstring(search_view["arch"]).iter("filter"):
        is_default = context.get(f"search_default_{node.get('name')}")
        if node.get("name") in chosen or (is_default and not chosen):
            domain &= Domain(safe_eval(node.get("domain") or "[]", dict(evaluated)))
            grouped = safe_eval(node.get("context") or "{}", dict(evaluated))
            group_by = grouped.get("group_by", group_by)
    return Screen(records, arch, domain, group_by)
