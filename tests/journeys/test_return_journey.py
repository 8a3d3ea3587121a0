"""A return in German: a guest, the warehouse on a phone, and the refund by itself."""

import pytest
from PIL import Image

from . import staff, visitor, warehouse
from .browser import PHONE, WIDE
from .preparation import LAMP, WORKER, employ_worker, ship_and_invoice

pytestmark = pytest.mark.slow

STATE = "//*[@id='return_state']"
DESK = "//*[contains(@class, 'o_ecommerce_return_desk')]"
SEARCH = f"{DESK}//input[@id='return_desk_code']"
DONE = f"{DESK}//button[contains(@class, 'o_return_desk_done')]"
RESULT = f"{DESK}//*[contains(@class, 'o_return_desk_result')]"
REFUND, SHOWN = 59.38, "59,38"  # of one lamp, with taxes
REFUNDING = 180  # seconds; credit note, refund and their emails are automations
SMALLEST = 44  # pixels, for a thumb


@pytest.fixture
def open_for_returns(remote):
    """Take returns, and refund what was inspected."""
    employ_worker(remote)
    website = remote.get_id("website.default_website")
    remote.write("website", [website], customer_can_return=True)
    policy = remote.get_id("ecommerce_order_flow.ecommerce_return_policy_default")
    remote.write(
        "ecommerce.return.policy",
        [policy],
        refund_at="inspection",
        is_refunded_automatically=True,
    )


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "lamp.jpg"
    Image.new("RGB", (640, 480), "navy").save(path)
    return path


def test_a_guest_returns_one_of_two_lamps_and_gets_the_money_back(
    german, remote, server_log, open_for_returns, photo
):
    number = buy_two(german)
    link = get_link(remote, number)
    ship_and_invoice(remote, number)

    name = request_return(german, link, photo)
    assert reads_state(german) == "Bitte senden Sie die Ware an uns zurück."

    staff.logs_in(german, WORKER)
    german.resize(PHONE)
    receive_on_the_phone(german, name)
    german.resize(WIDE)

    case_link = get_case_link(remote, number, link)
    visitor.comes_back(german, case_link)
    german.wait_for(
        lambda: sees_settled(german, case_link), "the refund", patience=REFUNDING
    )
    check_money(remote, number)
    assert not german.get_complaints()
    assert not server_log.get_complaints()


# === THE CUSTOMER === #


def buy_two(browser):
    visitor.is_led_to_the_german_site(browser)
    visitor.finds_by_search(browser, LAMP)
    browser.click("//*[@id='add_to_cart']")
    browser.see("//header//sup[contains(@class, 'my_cart_quantity')][.='1']")
    browser.click("//*[@id='add_to_cart']")
    browser.see("//header//sup[contains(@class, 'my_cart_quantity')][.='2']")
    browser.open("/de/shop/cart")
    visitor.goes_to_checkout(browser)
    visitor.enters_the_address(browser)
    visitor.chooses_delivery(browser)
    visitor.pays_by_demo(browser)
    return visitor.sees_the_confirmation(browser)


def get_link(remote, number):
    """Return the link to the order in a mail."""
    url = remote.read("sale.order", "access_url", ("name", "=", number))
    token = remote.read("sale.order", "access_token", ("name", "=", number))
    return f"{url}/return?access_token={token}"


def get_case_link(remote, number, link):
    case = remote.search("ecommerce.return", ("order_id.name", "=", number))[0]
    return link.replace("/return?", f"/return/{case}?")


def request_return(browser, link, photo):
    """Return one of two lamps, with a photo.

    :return: The number of the return.
    """
    visitor.comes_back(browser, link)
    browser.enter("//input[starts-with(@name, 'quantity_')]", "1")
    browser.click("//main//button[@name='step']")
    browser.see(f"//*[@id='return_amount'][contains(., '{SHOWN}')]")
    browser.upload("//input[@name='photos']", photo)
    browser.click("//button[@name='step'][@value='confirm']")
    browser.see(STATE)
    return browser.read("//h1/span")


def reads_state(browser):
    return browser.read(STATE)


def sees_settled(browser, link):
    browser.open(f"/de{link}")
    return reads_state(browser) == "Die Rücksendung ist abgeschlossen."


# === THE SHOP === #


def receive_on_the_phone(browser, name):
    """Scan the slip, tap the condition, and finish."""
    browser.open("/odoo/receive-returns")
    browser.see(SEARCH)
    warehouse.scans(browser, name)
    browser.see(f"{DESK}//h1[normalize-space()='{name}']")
    assert SHOWN not in browser.read(DESK)
    assert find_small_buttons(browser) == []
    assert browser.get_overflow() <= 0
    browser.click(f"{DESK}//button[@data-condition='accepted']")
    browser.click(DONE)
    browser.see(f"{RESULT}[contains(., '{name}')]")
    assert browser.get_overflow() <= 0


def find_small_buttons(browser):
    """Return the texts of buttons that are too small for a thumb."""
    script = (
        "return [...document.querySelectorAll('.o_ecommerce_return_desk button')]"
        ".filter((it) => it.getBoundingClientRect().height < arguments[0])"
        ".map((it) => it.textContent);"
    )
    return browser.driver.execute_script(script, SMALLEST)


def check_money(remote, number):
    """Check that one of two lamps is credited and refunded."""
    order = ("order_id.name", "=", number)
    assert remote.read("ecommerce.refund", "amount", order) == REFUND
    assert remote.read("ecommerce.refund", "state", order) == "done"
    notes = remote.search(
        "account.move",
        ("move_type", "=", "out_refund"),
        ("state", "=", "posted"),
        ("refund_id.order_id.name", "=", number),
    )
    assert len(notes) == 1
