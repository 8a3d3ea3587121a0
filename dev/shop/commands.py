"""What each command does."""

import os

from . import cluster, foreground, linters, server, suites, translations, upstream
from . import debian_packages as debian
from .cleaning import clean_up
from .configuration import Configuration
from .console import say
from .debian_packages import DebianPackages
from .odoo_source import get_source
from .python_packages import ShopPackages, get_python
from .shop_database import NAME, ShopDatabase, make_database
from .stages import complete_all
from .templates import AddonTemplate, get_flavours, get_template

ALL = []


def command(*arguments):
    """Make a function a command with these arguments."""

    def register(function):
        function.arguments = arguments
        ALL.append(function)
        return function

    return register


def argument(*flags, **options):
    """Describe an argument of a command."""
    return flags, options


def set_up(*more, browser=False):
    """Make what the shop needs; only inside of `cluster.in_use`.

    :param more: Stages that need Odoo and PostgreSQL; others may still be under way.
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


@command(
    argument("--port", type=int, default=8069, help="where the shop listens"),
    argument("--database", default=NAME, help="which database it uses"),
)
def run(arguments):
    """set everything up and open the shop"""
    server.ensure_port_free(arguments.port)
    with cluster.in_use():
        set_up(ShopDatabase(arguments.database))
        server.serve(arguments.database, arguments.port)


@command()
def test(_arguments):
    """set everything up and run the tests, or those that TESTS selects"""
    with cluster.in_use():
        set_up(AddonTemplate("test"), browser=True)
        return suites.run_suites(os.environ.get("TESTS", ""))


@command(argument("modules", nargs="*", help="whose tests to run"))
def test_upstream(arguments):
    """run Odoo's own tests without our addons and with them, and compare"""
    with cluster.in_use():
        set_up(browser=True)
        return upstream.compare(arguments.modules)


@command()
def lint(_arguments):
    """let every linter look at every file"""
    return linters.run_hooks("pre-commit")


@command()
def format_files(_arguments):
    """let the linters mend what they can"""
    linters.run_hooks("manual")


@command(argument("--database", default=NAME, help="which database to open"))
def shell(arguments):
    """open Odoo's Python shell on the shop"""
    with cluster.in_use():
        set_up(ShopDatabase(arguments.database))
        odoo = [get_python(), "-m", "odoo", "shell", "-d", arguments.database]
        return foreground.run_interactive([*odoo, "--no-http", "--log-level=warn"])


@command(
    argument("name", help="of the database; an old one of that name goes"),
    argument("--flavour", default="demo", choices=get_flavours()),
)
def db(arguments):
    """make a fresh database from the cached template"""
    with cluster.in_use():
        set_up()
        make_database(arguments.name, get_template(arguments.flavour))
        say(f"{arguments.name} is ready: make run DB={arguments.name}")


@command()
def i18n(_arguments):
    """renew the addons' .pot files and the .po files beside them"""
    with cluster.in_use():
        set_up()
        translations.renew()


@command(
    argument("--tests", action="store_true", help="with what the tests need"),
    argument("program", nargs="+", help="program and arguments, after --"),
)
def execute(arguments):
    """run a program in the environment of the shop, with PostgreSQL running"""
    with cluster.in_use():
        set_up(browser=arguments.tests)
        return foreground.run(arguments.program)


@command()
def clean(_arguments):
    """remove everything that the set-up made"""
    clean_up()
