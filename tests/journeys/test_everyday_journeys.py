"""Each role works with exactly its groups: no refusal, no complaint."""

import pytest

from . import everyday, staff
from .preparation import sell_paid_lamps

pytestmark = pytest.mark.slow


@pytest.fixture
def at_work(german, remote, server_log):
    """Let a role begin its day; whatever it does then has no complaints."""

    def begin(role):
        everyday.employ_role(remote, role)
        everyday.begins_the_day(german, role)
        return german

    yield begin
    assert not german.get_complaints()
    assert not server_log.get_complaints()


def test_shopkeeper(at_work, remote):
    browser = at_work(everyday.SHOPKEEPER)

    everyday.starts_an_automation(browser)
    everyday.lengthens_the_return_period(browser, "30")

    policy = remote.get_id("ecommerce_order_flow.ecommerce_return_policy_default")
    assert remote.read("ecommerce.return.policy", "days", ("id", "=", policy)) == 30


def test_clerk(at_work, remote):
    number = sell_paid_lamps(remote, 1)
    browser = at_work(everyday.CLERK)

    everyday.opens_an_order(browser, number)
    staff.holds(browser, "Adresse prüfen", "Hausnummer fehlt")
    staff.clicks_next(browser, "Freigeben")
    browser.see_no("//*[@name='hold']")

    assert not remote.read("sale.order", "hold_reason", ("name", "=", number))


def test_accountant(at_work):
    at_work(everyday.ACCOUNTANT)


def test_worker(at_work):
    everyday.receives_returns(at_work(everyday.WORKER))


def test_designer(at_work, remote):
    everyday.changes_a_reminder(at_work(everyday.DESIGNER), "12")

    amounts = remote.search("ecommerce.cart.reminder", ("minimum_amount", "=", 12.0))
    assert len(amounts) == 1


def test_customer(german, remote, server_log):
    website = remote.get_id("website.default_website")
    remote.write("website", [website], customer_can_cancel=True)
    number = sell_paid_lamps(remote, 1)
    customer = remote.read("sale.order", "partner_id", ("name", "=", number))
    everyday.signs_up(remote, customer[0])

    everyday.signs_in(german)
    everyday.cancels(german, number)

    assert remote.read("sale.order", "cancelled_by", ("name", "=", number)) == (
        "customer"
    )
    assert not german.get_complaints()
    assert not server_log.get_complaints()
