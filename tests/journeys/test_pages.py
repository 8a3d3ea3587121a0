"""The pages with our fields, in both languages, on desktops and phones."""

from functools import cache

import polib
import pytest

from dev.shop import layout
from dev.shop.api import run_sql

from . import browser, staff
from .browser import PHONE, WIDE
from .remote import Remote
from .server_log import ServerLog

pytestmark = pytest.mark.slow

GERMAN = layout.ROOT / "ecommerce_order_flow" / "i18n" / "de.po"
# The user for each language; the shopkeeper has none set, so the browser's is used.
READERS = {"en-US": "admin", "de-DE": "shopkeeper"}
SIZES = {"desk": WIDE, "phone": PHONE}


@pytest.fixture(scope="module", params=READERS)
def reader(demo_shop, request):
    """A staff user, with the terms in the browser's language."""
    language = request.param
    log = ServerLog(demo_shop.database)
    with browser.started(demo_shop.site, language) as it:
        staff.logs_in(it, READERS[language])
        remote = Remote(demo_shop.site, demo_shop.database)
        yield Reader(it, language, demo_shop.database, log, remote)


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


class Reader:
    """A user who views pages."""

    def __init__(self, it, language, database, log, remote):
        self.browser = it
        self.log = log
        self.remote = remote
        self.is_german = language.startswith("de")
        self.database = database

    def look_at(self, path, size, *labels):
        """Open a page on a screen of some size and check some of our English terms.

        In the German browser, they must be displayed in German.
        """
        self.browser.resize(size)
        self.browser.open(path)
        for label in labels:
            self.browser.see_text(self.translate(label))
        assert self.browser.get_overflow() <= 0

    def translate(self, label):
        return read_terms().get(label, label) if self.is_german else label

    def find_order(self, name):
        """Return the path of one of the demo shop's orders."""
        return f"/odoo/ecommerce-order-flow/{self.get_order_id(name)}"

    def find_page_of_customer(self, name, page):
        """Return the signed path of a customer's page, as linked in mails."""
        number = self.get_order_id(name)
        preview = self.remote.call("sale.order", "action_preview_sale_order", [number])
        # Staff would see it inside of the website's editor, which has no such page.
        return preview["url"].removeprefix("/@").replace("?", f"/{page}?")

    def get_order_id(self, name):
        sql = "SELECT res_id FROM ir_model_data WHERE module = 'demo_shop' AND name ="
        [number] = run_sql(f"{sql} 'order_{name}'", self.database)
        return int(number)


@cache
def read_terms():
    """Return the German translations of our terms."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(GERMAN))}


def test_list_of_orders(reader, size):
    labels = ["Paid", "To Ship", "Suspected Fraud"]
    if size == WIDE:  # On a phone Odoo shows cards.
        labels += ["Stage", "Payment", "Delivery", "Return"]

    reader.look_at("/odoo/ecommerce-orders", size, *labels)


def test_no_name_date_or_status_is_cut_off(reader):
    reader.look_at("/odoo/ecommerce-orders", WIDE, "Partially Refunded")

    fields = ("partner_id", "date_order")
    cells = [f".o_data_row [name='{name}']" for name in fields]
    assert not reader.browser.get_cut_off(", ".join([".o_data_row .badge", *cells]))


def test_cards_by_stage(reader, size):
    stages = ["Awaiting Payment", "To Confirm", "To Ship", "Shipped", "Done"]

    reader.look_at("/odoo/ecommerce-order-flow", size, "Orders by Stage", *stages)


def test_order_that_is_ready(reader, size):
    path = reader.find_order("paid_and_ready")

    reader.look_at(path, size, "Stage", "Payment", "Delivery", "Paid", "View Transfers")


def test_order_that_is_held(reader, size):
    path = reader.find_order("held_for_the_address")

    reader.look_at(path, size, "Release", "To Ship")


def test_order_that_comes_back(reader, size):
    path = reader.find_order("return_received")

    reader.look_at(path, size, "Return", "Return Received", "Create Refund")


def test_order_that_needs_a_decision(reader, size):
    path = reader.find_order("paid_but_sold_out")

    reader.look_at(path, size, "To Confirm", "Confirm")


def test_automations(reader, size):
    reader.look_at("/odoo/ecommerce-automations", size, "Confirm paid orders")


def test_failures(reader, size):
    labels = ["Check payments", "Action Required", "Retry"]

    reader.look_at("/odoo/ecommerce-failures", size, *labels)


def test_cart_reminders(reader, size):
    reader.look_at(
        "/odoo/ecommerce-cart-reminders", size, "E-Commerce: Cart, First Reminder"
    )


def test_who_is_reminded_now_and_who_not_and_why(reader):
    reader.look_at("/odoo/ecommerce-cart-reminders/1", WIDE, "Due After")

    reader.browser.click("//button[@name='action_show_due']")

    reader.browser.see_text(reader.translate("The customer objected to reminders"))


def test_what_reminders_bring(reader, size):
    labels = ["Cart Reminder Analysis", "Sent", "Opened"]

    reader.look_at("/odoo/ecommerce-cart-recovery", size, *labels)


def test_work_list_of_the_warehouse(reader, size):
    reader.look_at("/odoo/to-ship", size, "To Ship", "Suspected Fraud", "Reserve")


def test_cancellation(reader, size):
    path = reader.find_page_of_customer("paid_and_ready", "cancel")

    question = reader.translate("Cancel your order %(order)s?")
    reader.look_at(path, size, question.split("%(order)s")[0].strip(), "Keep order")


def test_request_of_an_invoice(reader, size):
    path = reader.find_page_of_customer("done_without_an_invoice", "invoice")

    reader.look_at(path, size, "Company name (optional)")


def test_settings(reader, size):
    labels = ["E-Commerce order flow", "Keep Orders in the Sales Team", "Automations"]
    labels += ["More reminders", "Old carts", "Shipping Emails", "Customers Can Cancel"]

    reader.look_at("/odoo/action-website.action_website_configuration", size, *labels)


def test_description_of_the_app(reader, size):
    sql = "SELECT id FROM ir_module_module WHERE name = 'ecommerce_order_flow'"
    [number] = run_sql(sql, reader.database)

    reader.look_at(f"/odoo/apps/{number}", size, "Four statuses instead of one")

    assert not reader.browser.get_missing_pictures()


def test_nothing_went_wrong_meanwhile(reader):
    assert not reader.browser.get_complaints()
    assert not reader.log.get_complaints()


def test_no_line_of_ours_is_in_a_fresh_log(reader):
    log = ServerLog(reader.database, is_whole=True)

    assert not [text for text in log.get_complaints() if "ecommerce_order_flow" in text]
