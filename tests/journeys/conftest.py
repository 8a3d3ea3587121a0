import pytest

from dev.shop import api, layout

from . import browser, preparation
from .remote import Remote
from .server_log import ServerLog

OUTCOME = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Tell fixtures whether their test failed."""
    report = yield
    if call.when == "call":
        item.stash[OUTCOME] = report
    return report


@pytest.fixture(scope="module")
def shop():
    """A shop without demo data, open for customers and staff."""
    with api.database("journey") as name, api.odoo_server(name) as site:
        preparation.open_shop(Remote(site, name))
        yield preparation.Shop(site, name)


@pytest.fixture(scope="session")
def demo_database():
    """The demo shop's database, with its orders."""
    with api.database("journey_demo", "demo") as name:
        yield name


@pytest.fixture(scope="session")
def demo_shop(demo_database):
    """The demo shop, served."""
    with api.odoo_server(demo_database) as site:
        remote = Remote(site, demo_database)
        remote.call("ir.config_parameter", "set_param", "web.base.url", site)
        yield preparation.Shop(site, demo_database)


@pytest.fixture
def remote(shop):
    return Remote(shop.site, shop.database)


@pytest.fixture
def server_log(shop):
    return ServerLog(shop.database)


@pytest.fixture
def german(shop, request):
    """The browser of a German user."""
    with browser.started(shop.site, "de-DE") as it:
        yield it
        keep_what_was_seen(it, request)


def keep_what_was_seen(it, request):
    """Save a screenshot of the browser if its test failed."""
    report = request.node.stash.get(OUTCOME, None)
    if report and report.failed:
        it.save_screenshot(layout.LOG / f"{request.node.name}.png")
