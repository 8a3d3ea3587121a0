from collections import defaultdict

from odoo.fields import Command

WITH_ID = (Command.UPDATE, Command.LINK)
WITH_VALUES = (Command.CREATE, Command.UPDATE)


def collect_given(model, vals_list):
    """Return which records values name, also those named by their lines.

    :param list vals_list: Values as for `create`, `write` or `onchange`.
    :return: The ids by the name of the model.
    :rtype: dict[str, set[int]]
    """
    given = defaultdict(set)
    for vals in vals_list:
        for name, value in vals.items():
            field = model._fields.get(name)
            if value and field and field.relational:
                _collect(model.env[field.comodel_name], field.type, value, given)
    return given


def _collect(comodel, kind, value, given):
    """Add the records named by the value of a field."""
    if hasattr(value, "_ids"):
        value = value.ids
    items = value if isinstance(value, (list, tuple)) else [value]
    for item in items[:1] if kind == "many2one" else items:
        ids, vals = _read_item(item)
        if ids:
            given[comodel._name].update(ids)
        for name, others in collect_given(comodel, vals).items():
            given[name].update(others)


def _read_item(item):
    """Return the ids in an id, a command or a line's values, and those values."""
    if isinstance(item, dict):
        return _find_ids([item.get("id")]), [item]
    if not isinstance(item, (list, tuple)):
        return _find_ids([item]), []
    code, number, rest = (*item, None, None, None)[:3]
    ids = _find_ids([number]) if code in WITH_ID else set()
    if code == Command.SET:
        ids = _find_ids(rest or [])
    is_line = code in WITH_VALUES and isinstance(rest, dict)
    return ids, [rest] if is_line else []


def _find_ids(items):
    """Return the ids of existing records; lines to be created have none yet."""
    return {item for item in items if isinstance(item, int) and item > 0}
