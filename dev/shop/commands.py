"""The commands; their options are environment variables, as in make."""

import os

from . import (
    cluster,
    foreground,
    layout,
    linters,
    server,
    suites,
    translations,
    upstream,
)
from . import debian_packages as debian
from .configuration import Configuration
from .console import say
from .debian_packages import DebianPackages
from .odoo_source import get_source
from .problem import Problem
from .python_packages import ShopPackages, get_python
from .shop_database import NAME, ShopDatabase, make_database
from .stages import complete_all, remove
from .templates import AddonTemplate, get_template
from .web import is_port_free

PORT = 8069


def get_option(name, default):
    """Return an option; make passes missing ones as empty."""
    return os.environ.get(name) or default


def get_port():
    """Return the port of the shop.

    :raise Problem: If it is no number, or taken.
    """
    option = get_option("PORT", str(PORT))
    if not option.isdecimal():
        raise Problem(f"PORT={option} is no number", f"Take one: make run PORT={PORT}")
    port = int(option)
    if not is_port_free(port):
        mend = f"Stop what listens there, or take another: make run PORT={port + 1}"
        raise Problem(f"Port {port} is taken", mend)
    return port


def set_up(*more, browser=False):
    """Set up everything the shop needs; only inside of `cluster.in_use`.

    :param more: Stages that need Odoo and PostgreSQL; others may still be running.
    :param bool browser: Whether the tests' browser is needed, too.
    """
    venv = DebianPackages(debian.VENV)
    postgres = DebianPackages(debian.POSTGRES, venv)
    programs = debian.PRINTING | (debian.BROWSER if browser else {})
    source = get_source()
    python = ShopPackages(venv)
    configuration = Configuration(source, python, cluster.Cluster(postgres))
    for stage in more:
        stage.needs = (*stage.needs, configuration)
    main = [venv, postgres, *configuration.needs, configuration, *more]
    complete_all([*main, DebianPackages(programs, postgres)])


def run():
    """Set up everything and run the shop."""
    port, database = get_port(), get_option("DB", NAME)
    with cluster.in_use():
        set_up(ShopDatabase(database))
        server.serve(database, port)


def test():
    """Set up everything and run the tests, or those selected by TESTS and FLAVOUR."""
    flavours = get_option("FLAVOUR", "").split()
    with cluster.in_use():
        set_up(AddonTemplate("test"), browser=True)
        return suites.run_suites(get_option("TESTS", ""), flavours)


def test_upstream():
    """Run Odoo's own tests without and with our addons, and compare."""
    with cluster.in_use():
        set_up(browser=True)
        return upstream.compare(get_option("MODULES", "").split())


def lint():
    """Run all linters on all files."""
    return linters.run_hooks("pre-commit")


def format():
    """Run the linters that fix files."""
    linters.run_hooks("manual")


def shell():
    """Open Odoo's Python shell on the shop."""
    database = get_option("DB", NAME)
    with cluster.in_use():
        set_up(ShopDatabase(database))
        odoo = [get_python(), "-m", "odoo", "shell", "-d", database]
        return foreground.run_interactive([*odoo, "--no-http", "--log-level=warn"])


def db():
    """Create a database from the cached template, replacing one of that name."""
    name = get_option("NAME", "scratch")
    template = get_template(get_option("FLAVOUR", "demo"))
    with cluster.in_use():
        set_up()
        make_database(name, template)
        say(f"{name} is ready: make run DB={name}")


def i18n():
    """Update the addons' .pot files and the .po files beside them."""
    with cluster.in_use():
        set_up()
        translations.renew()


def execute(*program):
    """Run a program in the environment of the shop, with PostgreSQL running."""
    with cluster.in_use():
        set_up()
        return foreground.run(program)


def clean():
    """Remove everything created by the setup; it must not be in use."""
    with cluster.unused():
        remove(layout.HOME)
        remove(layout.NODE_MODULES)
    say("Everything that the set-up made is gone; Debian packages stay.")


COMMANDS = (run, test, test_upstream, lint, format, shell, db, i18n, execute, clean)
ALL = {command.__name__.replace("_", "-"): command for command in COMMANDS}
