from ..screens import open_action
from .rights_common import ADDON, RightsCommon
from .roles import OUTSIDE, ROLES, STAFF
from .tables import read_table

SCREENS = read_table("screens")
# The models of what has rows, by their kind. Scheduled actions are nobody's.
KINDS = {
    "ir.ui.menu": "menu",
    "ir.actions.act_window": "action",
    "ir.actions.server": "action",
    "ir.actions.report": "document",
}
OF_CRON = "_ir_actions_server"


class ScreenRights(RightsCommon):
    """Each role finds our menus and actions, and prints what the table says."""

    def _list_rows(self, kind):
        """Yield the record of each row of a kind, and the roles that have it."""
        for row in SCREENS:
            if row["kind"] == kind:
                for name in row["names"].split():
                    record = self.world.ref(f"{ADDON}.{name}").sudo()
                    yield name, record, row["who"].split()

    def _find_documents(self, record):
        """Return the own and another's documents that an action or a report is of."""
        model = record.model if "model" in record._fields else ""
        return [
            {
                **case.records,
                "sale.order": case.order,
                "stock.picking": case.core["picking"],
            }[model or record.binding_model_id.model]
            for case in (self.own, self.other)
        ]

    # === ROWS === #

    def test_each_screen_has_a_row(self):
        listed = [
            (row["kind"], name) for row in SCREENS for name in row["names"].split()
        ]

        self.assertEqual(len(listed), len(set(listed)))
        self.assertEqual(set(listed), set(self._list_screens()))

    def _list_screens(self):
        """Yield our menus, reports, and the actions that other screens offer."""
        domain = [("module", "=", ADDON), ("model", "in", list(KINDS))]
        for data in self.world["ir.model.data"].sudo().search(domain):
            kind = KINDS[data.model]
            record = self.world[data.model].sudo().browse(data.res_id)
            is_offered = kind != "action" or record.binding_model_id
            if is_offered and not data.name.endswith(OF_CRON):
                yield kind, data.name

    def test_each_role_of_a_screen_is_known(self):
        names = {name.rstrip("+") for row in SCREENS for name in row["who"].split()}

        self.assertFalse(names - set(ROLES) - {"-"})

    # === MENUS === #

    def test_menus(self):
        differences = [
            f"{name}, {role}: is {'hidden' if role in who else 'shown'}"
            for role in STAFF
            for shown in [self._list_menus(role)]
            for name, _menu, who in self._list_rows("menu")
            if (f"{ADDON}.{name}" in shown) != (role in who)
        ]

        self.assertFalse(differences)

    def _list_menus(self, role):
        menus = self._as(role, self.world["ir.ui.menu"]).load_menus(False)
        return {menu.get("xmlid") for menu in menus.values()}

    def test_menus_open_their_screens(self):
        differences = [
            f"{name}, {role}: {reason}"
            for name, menu, who in self._list_rows("menu")
            if menu.action and menu.action._name == "ir.actions.act_window"
            for role in who
            if role in ROLES
            if (reason := self._explain_closed_screen(role, menu.action))
        ]

        self.assertFalse(differences)

    def _explain_closed_screen(self, role, action):
        records = self._as(role, self.world[action.res_model])
        return self._try(records, lambda: open_action(records.env, action))

    # === ACTIONS === #

    def test_actions(self):
        differences = [
            f"{name}, {role}: {difference}"
            for name, action, who in self._list_rows("action")
            for role in STAFF
            for difference in self._find_wrong_action(action, role, role in who)
        ]

        self.assertFalse(differences)

    def _find_wrong_action(self, action, role, is_allowed):
        own, other = self._find_documents(action)
        actions = self._as(role, self.world["ir.actions.actions"])
        bindings = actions.get_bindings(own._name).values()
        is_offered = any(it["id"] == action.id for its in bindings for it in its)
        if is_offered != is_allowed:
            yield f"is {'offered' if is_offered else 'missing'}"
        if action._name != "ir.actions.server":
            return
        if bool(reason := self._run_action(action, role, own)) == is_allowed:
            yield reason or "is allowed"
        if not self._run_action(action, role, other, is_other_company=True):
            yield "is allowed for another company's"

    def _run_action(self, action, role, records, is_other_company=False):
        records = self._as(role, records, is_other_company)
        action = action.with_env(records.env).with_context(
            active_model=records._name, active_ids=records.ids, active_id=records.id
        )
        return self._try(records, action.run)

    # === DOCUMENTS === #

    def test_documents(self):
        """Whoever gets a document may read its record: the address has its number."""
        differences = [
            f"{name}, {role}: {difference}"
            for name, report, who in self._list_rows("document")
            for role in ROLES
            for difference in self._find_wrong_document(report, role, who)
        ]

        self.assertFalse(differences)

    def _find_wrong_document(self, report, role, who):
        own, other = self._find_documents(report)
        is_allowed = bool({role, f"{role}+"} & set(who))
        reason = self._print(report, self._as(role, own))
        if bool(reason) == is_allowed:
            yield reason or "is printed"
        is_of_own = role == "seller" and role in who
        if is_of_own and not self._print(report, self._as(role, other)):
            yield "is printed for orders of others"
        if role not in OUTSIDE and not self._print(
            report, self._as(role, own, is_other_company=True)
        ):
            yield "is printed for another company"

    def _print(self, report, records):
        """Print a document as its address does.

        :return: Why it isn't allowed, or the empty text.
        """
        reports = self.world["ir.actions.report"].with_env(records.env)
        return self._try(
            records,
            lambda: reports._render_qweb_html(report.report_name, records.ids),
        )
