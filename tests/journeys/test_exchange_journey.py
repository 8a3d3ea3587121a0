"""A customer exchanges a shirt for a dearer size, in German and without JavaScript."""

import pytest

from . import browser as browsers
from .browser import PHONE
from .exchanges import deliver_shirt, do_transfer, run, take_returns
from .visitor import CARD_NUMBER, PAY_BUTTON

pytestmark = pytest.mark.slow

PREVIEW = "//button[@name='step'][@value='preview']"
CONFIRM = "//button[@name='step'][@value='confirm']"
AMOUNT = "//*[@id='return_amount']"
STATE = "//*[@id='return_state']"
PAY_DIFFERENCE = "//*[@id='return_pay']"
TEN = "10,00"


@pytest.fixture
def plain_phone(shop):
    """The browser of a German phone that runs no JavaScript."""
    with browsers.started(shop.site, "de-DE", PHONE) as it, it.without_scripts():
        yield it


def test_a_customer_exchanges_a_shirt_and_pays_the_difference(
    plain_phone, german, remote, server_log
):
    take_returns(remote)
    shirt = deliver_shirt(remote)

    ask_for_size(plain_phone, shirt, "L")
    assert TEN in plain_phone.read(AMOUNT)

    case = remote.search("ecommerce.return", ("order_id", "=", shirt.order))[0]
    assert read(remote, case, "estimated_owed") == 10.0
    do_transfer(remote, ("origin", "=", read(remote, case, "name")))
    run(remote, "settle_return")
    german.wait_for(lambda: read(remote, case, "state") == "exchanging", "exchange")

    german.open("/de" + shirt.get_page(f"/return/{case}"))
    assert TEN in german.read(STATE)
    pay_difference(german)
    german.wait_for(lambda: read_order(remote, shirt, "amount_owed") == 0.0, "payment")

    do_transfer(remote, ("sale_id", "=", shirt.order))
    assert read(remote, case, "state") == "settled"
    assert read_order(remote, shirt, "amount_received") == 60.0
    german.open("/de" + shirt.get_page(f"/return/{case}"))
    german.see_no(PAY_DIFFERENCE)
    assert not german.get_complaints()
    assert not server_log.get_complaints()


def ask_for_size(browser, shirt, size):
    """Fill in the form, and send it after reading the preview."""
    browser.open("/de" + shirt.get_page("/return"))
    browser.enter(f"//input[@name='quantity_{shirt.line}']", "1")
    wish = f"//select[@name='wish_{shirt.line}']"
    browser.click(f"{wish}/option[@value='exchange_{shirt.shirts[size]}']")
    assert browser.get_overflow() <= 0
    browser.click(PREVIEW)
    assert TEN in browser.read(AMOUNT)
    browser.click(CONFIRM)
    browser.see(STATE)
    assert browser.get_overflow() <= 0


def pay_difference(browser):
    """Pay in the window that opens by itself on the order's page."""
    browser.wait_for_scripts()
    browser.click(PAY_DIFFERENCE)
    browser.enter(CARD_NUMBER, "4242424242424242")
    browser.click(PAY_BUTTON)


def read(remote, case, field):
    return remote.read("ecommerce.return", field, ("id", "=", case))


def read_order(remote, shirt, field):
    return remote.read("sale.order", field, ("id", "=", shirt.order))
