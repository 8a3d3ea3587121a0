"""Whoever reads a `sudo()` learns why it is there: each has its reason beside it."""

import ast
import io
import tokenize
from pathlib import Path

ADDON = Path(__file__).parents[1] / "ecommerce_order_flow"
REASON = "in sudo mode because"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SOURCE = """
class Order(models.Model):
    # In sudo mode because the class is no function.

    def _read(self):
        {comment}
        return self.sudo().amount
"""


def test_each_sudo_says_why():
    silent = [
        f"{path.relative_to(ADDON.parent)}:{line} {name}"
        for path in sorted(ADDON.rglob("*.py"))
        if "tests" not in path.relative_to(ADDON).parts
        for line, name in find_silent(path.read_text())
    ]

    assert silent == []


def test_a_sudo_without_a_reason_is_seen():
    assert find_silent(SOURCE.format(comment="order = self")) == [(7, "_read")]
    assert find_silent(SOURCE.format(comment="# Because.")) == [(7, "_read")]
    assert find_silent(SOURCE.format(comment='"In sudo mode because"')) != []


def test_a_sudo_with_a_reason_is_none():
    reason = "# In sudo mode because people can't read amounts."
    folded = "# Two things. In sudo\n        #   mode because people can't read it."

    assert find_silent(SOURCE.format(comment=reason)) == []
    assert find_silent(SOURCE.format(comment=folded)) == []


def test_one_reason_serves_a_function_and_its_lambdas():
    body = "self.sudo().x; [o.sudo(True) for o in self]; map(lambda o: o.sudo(), self)"
    told = f"# In sudo mode because x.\n    {body}"

    assert find_silent(f"def a(self):\n    {body}\n") == [(2, "a")]
    assert find_silent(f"def a(self):\n    {told}\n") == []


def test_functions_in_functions_have_reasons_of_their_own():
    inner = "    def b():\n        {}return self.sudo()\n"
    reason = "# In sudo mode because x.\n"
    own = inner.format(f"{reason}        ")

    assert find_silent(f"def a(self):\n    {reason}{inner.format('')}") == [(4, "b")]
    assert find_silent(f"def a(self):\n{own}    self.sudo()\n") == [(5, "a")]
    assert find_silent(f"async def a(self):\n{own}    self.x()\n") == []


def test_what_is_outside_of_functions_has_its_reason_above_it():
    silent = "class A:\n    x = 1\n    y = Many2one(default=lambda s: s.sudo().z)\n"
    told = silent.replace("    y", "    # In sudo mode because x.\n    y")
    elsewhere = silent.replace("    x", "    # In sudo mode because x.\n    x")

    assert find_silent(silent) == [(3, "y = Many2one(default=lambda s: s.sudo().z)")]
    assert find_silent(told) == []
    assert find_silent(elsewhere) != []


def test_who_gives_sudo_mode_up_needs_no_reason():
    assert find_silent("def a(self):\n    return self.sudo(False)\n") == []
    assert find_silent("def a(self):\n    return self.sudo(flag=False)\n") == []
    assert find_silent("def a(self):\n    return self.sudo(self.b)\n") != []


def find_silent(source):
    """Return the first `sudo()` of each function that has none that says why.

    :return: Lines and names; outside of functions the statement is the name.
    """
    lines = source.splitlines()
    owners = get_owners(ast.parse(source), len(lines))
    comments = join_comments(source, owners)
    silent = {}
    for node in ast.walk(ast.parse(source)):
        if is_sudo(node):
            # Where the name is: a chain of calls begins lines above.
            line = node.func.end_lineno
            owner = owners[line]
            if REASON not in comments.get(owner, ""):
                silent[owner] = min(line, silent.get(owner, line))
    return sorted(
        (line, name or lines[line - 1].strip())
        for (_start, name), line in silent.items()
    )


def is_sudo(node):
    """Return whether a node turns the sudo mode on, or may do so."""
    if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "sudo":
        return False
    flags = [*node.args, *(keyword.value for keyword in node.keywords)]
    return not any(isinstance(it, ast.Constant) and it.value is False for it in flags)


def get_owners(tree, length):
    """Return to what each line belongs: its innermost function, or its statement.

    What is above a statement belongs to it, unless it belongs to one before.
    """
    owners = {}
    set_owners(tree, length, owners)
    return owners


def set_owners(parent, end, owners):
    line = getattr(parent, "lineno", 1)
    for node in parent.body:
        for number in range(line, node.end_lineno + 1):
            owners[number] = (node.lineno, "")
        if isinstance(node, ast.ClassDef):
            set_owners(node, node.end_lineno, owners)
        for function in ast.walk(node):  # Those inside come after those around them.
            if isinstance(function, FUNCTIONS):
                own = range(function.lineno, function.end_lineno + 1)
                owners.update(dict.fromkeys(own, (function.lineno, function.name)))
        line = node.end_lineno + 1
    owners.update(dict.fromkeys(range(line, end + 1), (line, "")))


def join_comments(source, owners):
    """Return the comments of each owner in one line, in lower case."""
    words = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            own = words.setdefault(owners[token.start[0]], [])
            own += token.string.lstrip("#").lower().split()
    return {owner: " ".join(own) for owner, own in words.items()}
