from lxml import etree

from .rights_common import ADDON, RightsCommon
from .roles import STAFF

# Odoo's records whose forms show lists of ours.
NAMES = ("picking", "invoice")


class OpenForms(RightsCommon):
    """Whoever may read a record opens its form: no field of ours keeps them from it."""

    def test_forms_of_odoo(self):
        records = [self.own.order, *(self.own.core[name] for name in NAMES)]

        self.assertFalse(self._find_closed(records))

    def test_forms_of_ours(self):
        views = self.world["ir.ui.view"].search([("type", "=", "form")])
        names = set(views.mapped("model")) & self._list_models()
        records = [self.own.records[name] for name in sorted(names)]

        self.assertFalse(self._find_closed(records))

    def _find_closed(self, records):
        return [
            f"{record._name}, {role}: {reason}"
            for record in records
            for role in STAFF
            if (reason := self._explain_closed(self._as(role, record)))
        ]

    def _explain_closed(self, record):
        """Return why the form of a record that can be read doesn't open, if so."""
        if not record.has_access("read"):
            return ""
        return self._try(record, lambda: self._open(record))

    def _open(self, record):
        """Read what the form shows of ours, as the web client does."""
        form = etree.fromstring(record.get_view(view_type="form")["arch"])
        specification = {
            name: it
            for name, it in self._specify(form).items()
            if record._fields[name]._module == ADDON
        }
        record.web_read(specification)

    def _specify(self, view):
        """Return which fields a view shows, and which ones of the records in lists."""
        specification = {}
        for node in view.iter("field"):
            if next(node.iterancestors("field", "form", "list", "kanban")) is not view:
                continue
            lists = node.xpath("./list|./kanban|./form")
            specification[node.get("name")] = (
                {"fields": self._specify(lists[0])} if lists else {}
            )
        return specification
