"""What a user sees of an order's form, as Odoo's web client shows it."""

import ast

from lxml import etree

from odoo.tools.safe_eval import safe_eval

PRIMARY = {"btn-primary", "oe_highlight"}
# Names in expressions that are no fields.
NO_FIELDS = {"True", "False", "None", "uid", "context", "parent", "id"}


class Screen:
    """The form of a record in the hands of a user.

    :param dict changes: Values of fields that the record has not.
    """

    def __init__(self, record, **changes):
        arch = record.get_view(view_type="form")["arch"]
        # Lists in the form have buttons of their own.
        self.buttons = etree.fromstring(arch).xpath("//button[not(ancestor::field)]")
        self.values = {**self._read(record), **changes}

    def _read(self, record):
        names = {name for node in self.buttons for name in find_names(node)}
        # In sudo mode because the warehouse can't read invoices, which Odoo counts.
        [values] = record.sudo().web_read({name: {} for name in names})
        return {**values, "id": record.id, "uid": record.env.uid, "context": {}}

    def get_buttons(self, inside="form"):
        """Return the visible buttons inside of elements with a tag."""
        return [
            button
            for button in self.buttons
            if self._is_visible(button) and button.xpath(f"ancestor::{inside}")
        ]

    def get_primary(self, inside="form"):
        """Return the labels of the visible primary buttons."""
        return [
            button.get("string")
            for button in self.get_buttons(inside)
            if is_primary(button)
        ]

    def _is_visible(self, button):
        return not any(
            safe_eval(condition, dict(self.values)) for condition in conditions(button)
        )


def is_primary(button):
    return bool(PRIMARY & set(button.get("class", "").split()))


def conditions(button):
    """Return the expressions that hide a button, or an element around it."""
    return button.xpath("ancestor-or-self::*/@invisible")


def find_names(button):
    """Return the names of the fields that decide whether a button is visible."""
    return {
        node.id
        for condition in conditions(button)
        for node in ast.walk(ast.parse(condition.strip(), mode="eval"))
        if isinstance(node, ast.Name) and node.id not in NO_FIELDS
    }
