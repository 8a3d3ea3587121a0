"""Our customer pages for everybody: screen readers, keyboards, old browsers."""

import json
from contextlib import nullcontext

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from dev.shop import api
from dev.shop.inside_odoo import run_script
from tests.screenshots.screens import PAGES

from . import browser
from .browser import PHONE, WIDE, button

pytestmark = pytest.mark.slow

OURS = [page for page in PAGES if page.ours]
SIZES = {"desk": WIDE, "phone": PHONE}
# Returns the violations in some elements, with the rule and the markup of each.
RUN_AXE = """
    const [selector, done] = arguments;
    axe.run(selector.split(", ").filter((it) => document.querySelector(it)))
        .then(({violations}) => done(violations.flatMap(
            ({id, nodes}) => nodes.map((node) => `${id}: ${node.html}`))))
        .catch((error) => done([`${error}`]));
"""
# Numbers the elements that keys can reach, and puts the focus before the first one.
NUMBER_STOPS = """
    const inside = [...document.querySelectorAll(arguments[0])];
    const kinds = "a[href], button, input:not([type=hidden]), select, textarea";
    const stops = inside.flatMap((it) => it.matches(kinds)
        ? [it] : [...it.querySelectorAll(kinds)])
        .filter((it) => it.getClientRects().length && !it.disabled);
    stops.forEach((it, index) => {
        it.dataset.stop = index;
        const {outlineStyle, boxShadow, backgroundColor} = getComputedStyle(it);
        it.dataset.look = [outlineStyle, boxShadow, backgroundColor];
    });
    if (stops.length) {
        const before = document.createElement("span");
        before.tabIndex = -1;
        stops[0].before(before);
        before.focus();
    }
    return stops.length;
"""
READ_STOP = """
    const it = document.activeElement;
    const {outlineStyle, boxShadow, backgroundColor} = getComputedStyle(it);
    const look = [outlineStyle, boxShadow, backgroundColor].toString();
    const seen = look !== it.dataset.look;
    return {number: it.dataset.stop, html: it.outerHTML, seen};
"""


@pytest.fixture(scope="module")
def links(demo_shop, tmp_path_factory):
    """The links that customers get."""
    folder = tmp_path_factory.mktemp("links")
    arguments = {"folder": str(folder), "lang": "de_DE", "has_mails": False}
    run_script(demo_shop.database, "-m", "tests.screenshots.inside", **arguments)
    return json.loads((folder / "found.json").read_text())["links"]


@pytest.fixture(scope="module")
def axe():
    return (api.get_node_modules() / "axe-core" / "axe.min.js").read_text()


@pytest.fixture(scope="module")
def stranger(demo_shop):
    with browser.started(demo_shop.site, "de-DE") as it:
        yield it


@pytest.fixture(params=OURS, ids=lambda page: page.name)
def page(request):
    return request.param


@pytest.fixture(
    params=[page for page in OURS if not page.is_passed], ids=lambda page: page.name
)
def shown_page(request):
    """A page that stays."""
    return request.param


def go_to(it, page, links):
    with it.without_scripts() if page.is_passed else nullcontext():
        for path in page.paths:
            it.open(links.get(path, path))


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(stranger, page, links, axe, size):
    stranger.resize(SIZES[size])
    go_to(stranger, page, links)
    stranger.driver.execute_script(axe)

    violations = stranger.driver.execute_async_script(RUN_AXE, page.ours)

    assert any(read_ours(stranger, page))
    assert not violations
    assert stranger.get_overflow() <= 0


def test_keys_reach_everything_in_order_and_the_focus_is_visible(
    stranger, shown_page, links
):
    stranger.resize(WIDE)
    go_to(stranger, shown_page, links)
    count = stranger.driver.execute_script(NUMBER_STOPS, shown_page.ours)

    stops = [press_tab(stranger) for _number in range(count)]

    assert [stop["number"] for stop in stops] == [str(it) for it in range(count)]
    assert not [stop["html"] for stop in stops if not stop["seen"]]


def press_tab(it):
    """Go to the next element by the keyboard, and return it."""
    ActionChains(it.driver).send_keys(Keys.TAB).perform()
    return it.driver.execute_script(READ_STOP)


def test_page_says_the_same_without_javascript(stranger, shown_page, links):
    stranger.resize(PHONE)
    go_to(stranger, shown_page, links)
    with_scripts = read_ours(stranger, shown_page)

    with stranger.without_scripts():
        go_to(stranger, shown_page, links)
        assert read_ours(stranger, shown_page) == with_scripts


def test_link_to_a_cart_works_without_javascript(stranger, links):
    with stranger.without_scripts():
        stranger.open(links["cart"])
        stranger.click(button("Zum Warenkorb"))
        stranger.arrive("/de/shop/cart")
        # Otherwise the cart that is still coming replaces the next page.
        stranger.wait_for(lambda: is_complete(stranger), "the whole cart")


def test_reminders_are_stopped_without_javascript(stranger, links):
    with stranger.without_scripts():
        stranger.open(links["reminders_stop"])
        stranger.click(button("Erinnerungen abbestellen"))
        stranger.see("//*[@role='status']")


def is_complete(it):
    return it.driver.execute_script("return document.readyState") == "complete"


def read_ours(it, page):
    """Return the displayed words of what is ours on a page."""
    elements = it.driver.find_elements("css selector", page.ours)
    return [element.text.split() for element in elements]
