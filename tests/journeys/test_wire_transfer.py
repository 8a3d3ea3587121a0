"""A wire transfer in German: ordered, awaited, matched with a bank statement."""

import io
import time
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import segno.helpers
import zxingcpp
from PIL import Image

from dev.shop.console import say

from . import accountant, bank_file, staff, visitor, warehouse
from .bank_file import Credit
from .preparation import LAMP, WORKER, employ_worker
from .wire_transfers import (
    ACCOUNTANT,
    BIC,
    HOLDER,
    IBAN,
    employ_accountant,
    place_waiting_orders,
    take_wire_transfers,
)

pytestmark = pytest.mark.slow

LINES, EXACT, SHORT, LONG, DIGITS = 200, 40, 3, 2, 3
WAITING = EXACT + SHORT + LONG + DIGITS + 2  # a transfer for two orders is short, too
PROPOSED = SHORT + LONG + DIGITS + 2  # that transfer, and one customer who pays twice
ONE = Decimal("1.00")
MATCHING = 300  # seconds for all lines, on a busy machine
# Spellings of an order's number by customers, and similar texts of strangers.
SPELLINGS = ("{}", "Bestellung {} vielen Dank", "AUFTRAG-NR. {}", "Rg. zu {}/Lampe")
STRANGERS = ("Miete {}", "Rechnung RE-2026-{:04}", "Kundennummer {:07}", "Danke!")


@pytest.fixture
def shop_with_a_bank(remote):
    employ_worker(remote)
    employ_accountant(remote)
    take_wire_transfers(remote)


def test_a_transfer_is_bought_waited_for_and_found_in_a_bank_file(
    german, remote, server_log, shop_with_a_bank, tmp_path
):
    number = visitor.orders_by_wire_transfer(german, LAMP)
    amount = read_amount(remote, number)
    assert visitor.reads_how_to_pay(german) == list_details(remote, number, amount)
    assert scan(visitor.photographs_the_code(german)) == write_code(number, amount)

    staff.logs_in(german, WORKER)
    warehouse.opens_the_forecast(german, LAMP)
    warehouse.sees_reserved(german, number)

    orders = {number: amount, **place_waiting_orders(remote, WAITING - 1)}
    path = tmp_path / "statement.xml"
    bank_file.write(path, IBAN, list_credits(orders))
    staff.changes_places(german, ACCOUNTANT)
    started = time.monotonic()
    import_lines(german, path)
    wait_for_the_automations(german, remote)
    say(f"From file to released deliveries: {time.monotonic() - started:.0f} s")
    fitting = set(list(orders)[:EXACT])
    assert find_confirmed(remote) == fitting
    assert find_released(remote) == fitting

    doubtful = list(orders)[-1]
    accept_one_of_the_proposed(german, doubtful.removeprefix("S"))
    assert find_confirmed(remote) == {*fitting, doubtful}
    assert read_order(remote, doubtful, "payment_status") == "paid"
    assert not german.get_complaints()
    assert not server_log.get_complaints()


# === THE ACCOUNTANT === #


def import_lines(browser, path):
    accountant.opens_the_invoicing_app(browser)
    accountant.imports_a_bank_file(browser, path)
    browser.see_text(f"Zeilen, die importiert werden: {LINES}. Übersprungen: 0.")
    accountant.confirms_the_import(browser)
    browser.see_text(f"Importierte Zeilen: {LINES}. Übersprungen: 0.")
    accountant.closes_the_import(browser)


def accept_one_of_the_proposed(browser, text):
    """Check all proposals, and accept one with a possible order number."""
    accountant.opens_the_payments_to_match(browser)
    accountant.sees_rows(browser, PROPOSED)
    reason = "Es sieht nur aus wie die Auftragsnummer"
    accountant.sees_why(browser, text, reason)
    accountant.accepts(browser, text)
    accountant.sees_rows(browser, PROPOSED - 1)


# === WHAT THE CUSTOMER READS === #


def list_details(remote, number, amount):
    """Return the displayed details of a transfer, by their labels."""
    return {
        "Kontoinhaber": HOLDER,
        "IBAN": "DE89 3704 0044 0532 0130 00",
        "BIC": BIC,
        "Bank": "Commerzbank",
        "Betrag": f"{amount:.2f} €".replace(".", ","),
        "Verwendungszweck": number,
        "Zahlbar bis": format_day(read_order(remote, number, "payment_due_at")),
    }


def format_day(moment):
    """Return the day of a moment in UTC in the German format."""
    instant = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return f"{instant.astimezone(ZoneInfo('Europe/Berlin')):%d.%m.%Y}"


def scan(picture):
    """Return the content of a QR code, as a banking app reads it."""
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    return code.text


def write_code(number, amount):
    """Return the content of another program's code for the same transfer."""
    code = segno.helpers.make_epc_qr(
        HOLDER, IBAN, amount, text=number, bic=BIC, encoding="utf-8"
    )
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=5)
    return scan(picture.getvalue())


# === THE STATEMENT === #


def list_credits(orders):
    """Return the incoming payments: exact, doubtful, and unrelated ones."""
    waiting = list(orders.items())
    exact, rest = waiting[:EXACT], waiting[EXACT:]
    short, rest = rest[:SHORT], rest[SHORT:]
    long, rest = rest[:LONG], rest[LONG:]
    (first, second), digits = rest[:2], rest[2:]
    (again, amount) = exact[-1]
    credits_ = [
        *(Credit(spell(i, name), due) for i, (name, due) in enumerate(exact)),
        *(Credit(name, due - ONE) for name, due in short),
        *(Credit(name, due + ONE) for name, due in long),
        Credit(f"{first[0]} und {second[0]}", first[1] + second[1] - ONE),
        *(Credit(name.removeprefix("S"), due) for name, due in digits),
        Credit(f"Noch einmal {again}", amount),
    ]
    strangers = LINES - len(credits_)
    return [*credits_, *(invent_stranger(index) for index in range(strangers))]


def spell(index, name):
    return SPELLINGS[index % len(SPELLINGS)].format(name)


def invent_stranger(index):
    text = STRANGERS[index % len(STRANGERS)].format(index)
    return Credit(text, Decimal(index) + Decimal("10.50"), f"Unbekannt {index}")


# === LOOKING === #


def read_order(remote, number, field):
    return remote.read("sale.order", field, ("name", "=", number))


def read_amount(remote, number):
    return Decimal(f"{read_order(remote, number, 'amount_total'):.2f}")


def find_confirmed(remote):
    """Return the numbers of the confirmed orders."""
    orders = remote.call(
        "sale.order", "search_read", [("state", "=", "sale")], ["name"]
    )
    return {order["name"] for order in orders}


def find_released(remote):
    """Return the numbers of the orders whose delivery waits for no money."""
    transfers = remote.call(
        "stock.picking",
        "search_read",
        [("sale_id", "!=", False)],
        ["origin", "shipping_blocker"],
    )
    held = ("hold", "payment")
    return {it["origin"] for it in transfers if it["shipping_blocker"] not in held}


def wait_for_the_automations(browser, remote):
    """Wait until the automations have processed all lines and booked the matches."""
    lines = [("is_to_match", "=", True)]
    sure = [("state", "=", "sure")]
    browser.wait_for(
        lambda: (
            not (
                remote.search("account.bank.statement.line", *lines)
                or remote.search("ecommerce.payment.match", *sure)
            )
        ),
        "the matching of the bank lines",
        patience=MATCHING,
    )
