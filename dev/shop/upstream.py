"""Odoo's own tests, without and with our addons: those that only fail with them.

Only tests after the loading of all modules. Earlier ones can't be affected by our
addons, which are loaded last.
"""

import re
import subprocess
from dataclasses import dataclass, field

from . import databases, foreground, layout
from .console import say, say_about
from .problem import Problem
from .python_packages import get_python
from .shop_database import temporary
from .templates import get_template
from .web import find_free_port

MODULES = (
    "payment",
    "sale",
    "account_payment",
    "website_sale",
    "website_sale_stock",
    "sale_stock",
    "delivery",
)
# Tests of what our addons replace on purpose, each with the replacement.
SALE = "odoo.addons.website_sale.tests.test_website_sale"
STOCK = "odoo.addons.website_sale_stock.tests.test_website_sale_stock"
REPLACED = {
    f"{SALE}_cart_abandoned.TestWebsiteSaleCartAbandoned"
    ".test_website_sale_abandoned_cart_email": (
        "an automation sends the reminders; Odoo's method only wakes it"
    ),
    f"{STOCK}_abandoned_cart_email.TestWebsiteSaleStockAbandonedCartEmail"
    ".test_website_sale_stock_abandoned_cart_email": (
        "an automation sends the reminders; Odoo's method only wakes it"
    ),
    f"{SALE}_cart_recovery.TestWebsiteSaleCartRecovery"
    ".test_01_shop_cart_recovery_tour": (
        "the link brings the cart back without asking whether to merge or to replace"
    ),
    f"{SALE}_invoice.TestWebsiteSaleInvoice.test_automatic_invoice_website_id": (
        "an automation makes the automatic invoice after the request"
    ),
}
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ \d+ (?:INFO|ERROR) \S+ (\S+): (.*)")
START = re.compile(r"Starting (\S+) \.\.\.$")
FAILURE = re.compile(r"(?:FAIL|ERROR): (?:Subtest )?(\S+)")
CLASS_FAILURE = re.compile(r"(?:FAIL|ERROR): (\w+) \((\S+)\)$")
END = re.compile(r"\d+ failed, \d+ error\(s\) of \d+ tests")


@dataclass
class Outcome:
    """The outcome of a run; tests are named as in ``odoo.addons.x.tests...``."""

    started: set = field(default_factory=set)
    failed: set = field(default_factory=set)
    is_complete: bool = False

    def read(self, line):
        """Parse a line of Odoo's log."""
        match = LOG_LINE.match(line.rstrip())
        if not match:
            return
        module, text = match.groups()
        if start := START.match(text):
            self.started.add(f"{module}.{start[1]}")
        elif failure := CLASS_FAILURE.match(text):
            self.failed.add(f"{failure[2]}.{failure[1]}")
        elif failure := FAILURE.match(text):
            self.failed.add(f"{module}.{failure[1]}")
        elif END.match(text):
            self.is_complete = True


def compare(modules):
    """Run the modules' tests without and with our addons; print the difference.

    Tests that only fail with them are repeated once: a slow browser is no difference.
    Tests of what they replace are listed with the reason.

    :return: The exit status.
    """
    databases.drop_orphans()
    tags = [f"/{module}" for module in modules or MODULES]
    bare = run_tests("bare", "bare-test", tags)
    ours = run_tests("ours", "test", tags)
    different = ours.failed - bare.failed
    if different:
        again = run_tests("ours-again", "test", sorted(map(get_tag, different)))
        different &= again.failed
    say_difference(bare, ours, different)
    return 1 if different - REPLACED.keys() else 0


def run_tests(name, flavour, tags):
    """Run Odoo's tests on a temporary database.

    :raise Problem: If Odoo ends before it has run them all.
    """
    topic = f"Odoo's tests ({name})"
    path = layout.get_log(f"upstream-{name}")
    where = path.relative_to(layout.ROOT)
    say_about(topic, f"running, see {where}")
    purpose = f"upstream_{name.replace('-', '_')}"
    with temporary(purpose, get_template(flavour)) as database, path.open("w") as log:
        command = get_command(database, tags)
        foreground.run(command, stdout=log, stderr=subprocess.STDOUT)
    outcome = Outcome()
    for line in path.read_text(errors="replace").splitlines():
        outcome.read(line)
    if not outcome.is_complete:
        raise Problem("Odoo ended before its tests did", f"Look at {where}")
    say_about(topic, f"{len(outcome.failed)} of {len(outcome.started)} tests failed")
    return outcome


def get_command(database, tags):
    """Return the command that only runs tests."""
    options = ["-d", database, f"--http-port={find_free_port()}", "--stop-after-init"]
    selection = ",".join([*tags, "-at_install"])
    return [get_python(), "-m", "odoo", *options, f"--test-tags={selection}"]


def get_tag(test):
    """Return the tag that selects a test, from its name."""
    _odoo, _addons, module, *_modules, test_class, method = test.split(".")
    if method.startswith("test"):
        return f"/{module}:{test_class}.{method}"
    return f"/{module}:{test_class}"


def say_difference(bare, ours, different):
    """Print the differences and the totals."""
    say()
    say(f"Without our addons: {len(bare.failed)} of {len(bare.started)} tests fail.")
    say(f"With our addons:    {len(ours.failed)} of {len(ours.started)} tests fail.")
    for title, tests in (
        ("Fail only with our addons", different - REPLACED.keys()),
        ("Test what our addons replace", different & REPLACED.keys()),
        (
            "Failed with our addons, but not a second time",
            ours.failed - bare.failed - different,
        ),
        ("Fail only without our addons", bare.failed - ours.failed),
    ):
        say(f"{title}: {len(tests)}")
        for test in sorted(tests):
            say(f"  {test}")
            if test in REPLACED:
                say(f"    {REPLACED[test]}")
