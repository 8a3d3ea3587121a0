"""What each command does."""

import os
import shlex

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
from .cleaning import clean_up
from .configuration import Configuration
from .console import say
from .debian_packages import DebianPackages
from .environment import get_own_variables
from .odoo_source import get_source
from .python_packages import ShopPackages, TestPackages, get_python
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


def get_shop_stages(*more):
    """Return the stages after which the shop can run.

    :param more: Stages that need Odoo and PostgreSQL; others may still be under way.
    """
    venv = DebianPackages(debian.VENV)
    postgres = DebianPackages(debian.POSTGRES, venv)
    printing = DebianPackages(debian.PRINTING, postgres)
    source = get_source()
    python = ShopPackages(venv)
    files = cluster.Cluster(postgres)
    running = cluster.Server(files)
    configuration = Configuration(source, python, running)
    for stage in more:
        stage.needs = (*stage.needs, configuration)
    main = [venv, postgres, source, python, files, running, configuration, *more]
    return [*main, printing]


def get_test_stages(*more):
    """Return the stages after which the tests can run."""
    stages = get_shop_stages(*more)
    python = next(stage for stage in stages if isinstance(stage, ShopPackages))
    return [*stages, DebianPackages(debian.BROWSER, stages[-1]), TestPackages(python)]


@command(
    argument("--port", type=int, default=8069, help="where the shop listens"),
    argument("--database", default=NAME, help="which database it uses"),
)
def run(arguments):
    """set everything up and open the shop"""
    server.ensure_port_free(arguments.port)
    with cluster.in_use():
        complete_all(get_shop_stages(ShopDatabase(arguments.database)))
        server.serve(arguments.database, arguments.port)


@command()
def test(_arguments):
    """set everything up and run the tests, or those that TESTS selects"""
    with cluster.in_use():
        complete_all(get_test_stages(AddonTemplate("test")))
        return suites.run_suites(os.environ.get("TESTS", ""))


@command(argument("modules", nargs="*", help="whose tests to run"))
def test_upstream(arguments):
    """run Odoo's own tests without our addons and with them, and compare"""
    with cluster.in_use():
        complete_all(get_test_stages())
        return upstream.compare(arguments.modules)


@command()
def lint(_arguments):
    """let every linter look at every file"""
    complete_all(linters.get_stages())
    return linters.run()


@command()
def format_files(_arguments):
    """let the linters mend what they can"""
    complete_all(linters.get_stages())
    return linters.mend()


@command(argument("--database", default=NAME, help="which database to open"))
def shell(arguments):
    """open Odoo's Python shell on the shop"""
    with cluster.in_use():
        complete_all(get_shop_stages(ShopDatabase(arguments.database)))
        odoo = [get_python(), "-m", "odoo", "shell", "-d", arguments.database]
        return foreground.run_interactive([*odoo, "--no-http", "--log-level=warn"])


@command(
    argument("name", help="of the database; an old one of that name goes"),
    argument("--flavour", default="demo", choices=get_flavours()),
)
def db(arguments):
    """make a fresh database from the cached template"""
    with cluster.in_use():
        complete_all(get_shop_stages())
        make_database(arguments.name, get_template(arguments.flavour))
        say(f"{arguments.name} is ready: make run DB={arguments.name}")


@command()
def i18n(_arguments):
    """renew the addons' .pot files and the .po files beside them"""
    with cluster.in_use():
        complete_all(get_shop_stages())
        translations.renew()


@command()
def up(_arguments):
    """start PostgreSQL and let it run until `down`"""
    with cluster.in_use():
        complete_all(get_shop_stages())
        cluster.keep_running()
        say(f"PostgreSQL listens in {layout.get_socket_directory()}")


@command()
def down(_arguments):
    """stop PostgreSQL when its last user has left"""
    cluster.stop_keeping()
    if cluster.FOLDER.exists():
        with cluster.in_use():
            pass


@command()
def env(_arguments):
    """print the environment of shop and tests, for the shell to read"""
    for name, value in get_own_variables().items():
        say(f"export {name}={shlex.quote(value)}")


@command(
    argument("--tests", action="store_true", help="with what the tests need"),
    argument("program", nargs="+", help="program and arguments, after --"),
)
def execute(arguments):
    """run a program in that environment, with PostgreSQL running"""
    with cluster.in_use():
        complete_all(get_test_stages() if arguments.tests else get_shop_stages())
        return foreground.run(arguments.program)


@command()
def clean(_arguments):
    """remove everything that the set-up made"""
    clean_up()
