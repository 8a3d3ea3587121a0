"""The addon's structure: rooms, sizes and names, read from its source."""

import ast
import re
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path
from statistics import quantiles

import pytest

ROOT = Path(__file__).parents[1]
ADDON = ROOT / "ecommerce_order_flow"
# From the lowest to the highest: a room builds on the ones before it.
ROOMS = (
    "engine",
    "status",
    "cart",
    "payment",
    "awaiting",
    "reservation",
    "bank",
    "invoicing",
    "delivery",
    "shipping",
    "cancellation",
    "notification",
    "returns",
    "withdrawal",
    "refund",
    "exchange",
    "dashboard",
)
MOST_METHODS = {"sale.order": 80, "stock.picking": 60}
# Longest file and method, and the 50 % and 90 % quantiles of method lengths.
LONGEST_FILE = 350
LONGEST_METHOD = 40
MEDIAN_METHOD = 6
LONG_METHOD = 15
SOURCES = (".py", ".xml", ".js", ".scss", ".csv", ".rst", ".toml")
# Fields that Odoo 20 adds to core models.
ODOO_20_FIELDS = {
    "sale.order": {
        "amount_unpaid",
        "is_unfulfilled",
        "delivery_date",
        "show_ship_button",
        "qty_delivered_percent",
        "invoicing_closed",
    },
    "stock.picking": {"return_reason_id"},
    "res.company": {
        "allow_spontaneous_returns",
        "return_validity_days",
        "sale_automatic_invoice",
        "sale_invoice_policy",
    },
    "website": {"send_order_rating_emails", "rating_email_delay"},
    "delivery.carrier": {"enable_delivery_estimate"},
}
ODOO_20_MODELS = {
    "withdrawal.request",
    "return.reason",
    "payment.data",
    "delivery.note.wizard",
}


class Model:
    """A class of a room that defines or extends a model."""

    def __init__(self, room, path, node):
        self.room = room
        self.path = path
        self.node = node
        values = {
            target.id: ast.literal_eval(item.value)
            for item in node.body
            if isinstance(item, ast.Assign)
            for target in item.targets
            if isinstance(target, ast.Name) and target.id in ("_name", "_inherit")
        }
        inherit = values.get("_inherit", [])
        self.parents = [inherit] if isinstance(inherit, str) else inherit
        self.name = values.get("_name") or self.parents[0]
        self.is_new = self.name not in self.parents
        self.is_abstract = any(
            isinstance(base, ast.Attribute) and base.attr == "AbstractModel"
            for base in node.bases
        )

    @property
    def methods(self):
        return [item for item in self.node.body if isinstance(item, ast.FunctionDef)]

    @property
    def fields(self):
        return {
            target.id
            for item in self.node.body
            if isinstance(item, ast.Assign) and isinstance(item.value, ast.Call)
            for target in item.targets
            if isinstance(target, ast.Name) and not target.id.startswith("_")
        }


@cache
def get_models(folder="models"):
    return [
        Model(path.relative_to(ADDON / folder).parts[0], path, node)
        for path in sorted((ADDON / folder).rglob("*.py"))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and is_model(node)
    ]


def is_model(node):
    return any(
        isinstance(base, ast.Attribute) and base.attr.endswith("Model")
        for base in node.bases
    )


@pytest.fixture
def say(capsys):
    """Print a figure despite pytest's capturing."""

    def say(text):
        with capsys.disabled():
            print(f"\n{text}", end="")  # noqa: T201 the figures are the report

    return say


def test_each_room_is_known():
    rooms = {
        path.name
        for path in (ADDON / "models").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert rooms == set(ROOMS)


def test_rooms_call_downward_only():
    assert find_calls_upward() == []


def test_a_call_upward_is_seen():
    lower, higher = ast.parse("self.env['x']._find_new()"), {"_find_new": {"shipping"}}

    assert find_calls(lower, "status", higher) == ["status calls _find_new of shipping"]


def find_calls_upward():
    rooms_by_method = get_rooms_by_method()
    return [
        f"{path.relative_to(ADDON)}: {call}"
        for room in ROOMS
        for path in sorted((ADDON / "models" / room).rglob("*.py"))
        for call in find_calls(ast.parse(path.read_text()), room, rooms_by_method)
    ]


def find_calls(tree, room, rooms_by_method):
    """Return the calls of private methods defined in higher rooms only."""
    rank = ROOMS.index(room)
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    return [
        f"{room} calls {name} of {', '.join(sorted(rooms_by_method[name]))}"
        for name in sorted(calls & set(rooms_by_method))
        if all(ROOMS.index(other) > rank for other in rooms_by_method[name])
    ]


def get_rooms_by_method():
    """Return the rooms that define each private method that isn't Odoo's own."""
    methods = defaultdict(list)
    for model in get_models():
        for method in model.methods:
            if re.match(r"_[^_]", method.name):
                methods[method.name].append((model.room, calls_super(method)))
    return {
        name: {room for room, _is_override in definitions}
        for name, definitions in methods.items()
        if not all(is_override for _room, is_override in definitions)
    }


def calls_super(method):
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "super"
        for node in ast.walk(method)
    )


@pytest.mark.parametrize("name", MOST_METHODS)
def test_no_model_is_a_hidden_god_class(name, say):
    by_room = defaultdict(set)
    own_parents = {model.name: model for model in get_models() if model.is_new}
    for model in get_models():
        if model.name != name:
            continue
        by_room[model.room] |= {method.name for method in model.methods}
        for parent in model.parents:
            if parent != name and parent in own_parents:
                mixin = own_parents[parent]
                by_room[mixin.room] |= {method.name for method in mixin.methods}
    methods = set().union(*by_room.values())
    counts = ", ".join(
        f"{room} {len(by_room[room])}" for room in ROOMS if room in by_room
    )
    say(f"{name}: {len(methods)} methods of ours ({counts})")

    assert len(methods) <= MOST_METHODS[name]


def test_methods_are_short(say):
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": get_length(node)
        for path in sorted(ADDON.rglob("*.py"))
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    tenths = quantiles(lengths.values(), n=10)
    longest = max(lengths, key=lengths.get)
    say(
        f"{len(lengths)} methods: p50 {tenths[4]:.0f}, p90 {tenths[8]:.0f} lines, "
        f"longest {lengths[longest]} ({longest})"
    )

    assert tenths[4] <= MEDIAN_METHOD
    assert tenths[8] <= LONG_METHOD
    assert lengths[longest] <= LONGEST_METHOD


def get_length(function):
    """Return the number of lines of a function's body, without its docstring."""
    body = function.body
    has_docstring = isinstance(body[0], ast.Expr) and isinstance(
        getattr(body[0], "value", None), ast.Constant
    )
    rest = body[1:] if has_docstring else body
    return rest[-1].end_lineno - rest[0].lineno + 1 if rest else 0


def test_no_file_is_long(say):
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    lengths = {
        name: len((ROOT / name).read_text().splitlines())
        for name in names
        if name.endswith(SOURCES) and (ROOT / name).exists() and not is_input(name)
    }
    longest = max(lengths, key=lengths.get)
    say(f"{len(lengths)} files, longest {lengths[longest]} lines ({longest})")

    assert [name for name in lengths if lengths[name] > LONGEST_FILE] == []


def is_input(name):
    """Return whether a file is read by tests, and thus may have any encoding."""
    return "tests/" in name and "/data/" in name


def test_no_abstract_model_is_used_once():
    used = defaultdict(set)
    for model in (*get_models(), *get_models("wizards")):
        for parent in model.parents:
            used[parent].add(model.name)
    abstract = {
        model.name for model in get_models() if model.is_new and model.is_abstract
    }

    assert [name for name in abstract if len(used[name] - {name}) == 1] == []


@pytest.mark.parametrize("name", ODOO_20_FIELDS)
def test_odoo_20_finds_its_fields_free(name):
    own = set().union(*(model.fields for model in get_models() if model.name == name))

    assert own & ODOO_20_FIELDS[name] == set()
    assert not [field for field in own if field.startswith("delivery_estimate_")]


def test_odoo_20_finds_its_models_free():
    assert {model.name for model in get_models()} & ODOO_20_MODELS == set()


def test_dates_and_times_are_told_apart_by_their_names():
    odd = [
        f"{model.name}.{target.id}"
        for model in get_models()
        for item in model.node.body
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Call)
        for target in item.targets
        if isinstance(target, ast.Name)
        and getattr(item.value.func, "attr", "") in ("Date", "Datetime")
        and (item.value.func.attr == "Date")
        != target.id.endswith(("_on", "_by", "_until"))
    ]

    # Odoo uses the same names in its own models.
    assert set(odd) <= {
        f"{model}.{field}"
        for model, field in (
            ("ecommerce.automation", "last_run"),
            ("ecommerce.automation", "next_run"),
        )
    }


def test_odoo_finds_every_test():
    folder = ADDON / "tests"
    source = (folder / "__init__.py").read_text()
    missing = [
        file.name
        for file in folder.rglob("test_*.py")
        if not re.search(rf"import {file.stem}$", source, re.MULTILINE)
    ]
    assert missing == []


def test_numbers_in_sentences_are_formatted_for_their_readers():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ADDON / "models").rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if ":g}" in line
    ]

    assert found == []
