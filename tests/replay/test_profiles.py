"""A file's particularities are in its profile; nothing else is left out."""

import csv
from dataclasses import replace

import pytest

from dev.replay.ledger import Ledger
from dev.replay.matching import GUEST, NAMES_OTHER, NEVER_BOUGHT, make_plan
from dev.replay.profile import ONLINE_RETAIL, PLAIN
from dev.replay.reading import COLUMNS, read_documents
from dev.replay.reconciliation import Reconciliation
from dev.replay.report import describe_file

DIFFERS = "differs from the lines of this invoice before"
MOMENT = "2020-12-01 08:26"
ORDER = ("700001", "LAMP", "LANTERN", "2", MOMENT, "3.39", "501", "France")


def change(line=ORDER, **values):
    """Return a line with other values in some columns."""
    return tuple(
        values.get(name, text) for name, text in zip(COLUMNS, line, strict=True)
    )


CANCELLATION = change(InvoiceNo="C700002", Quantity="-1")


@pytest.fixture
def plan(tmp_path):
    """Return a function that plans the replay of a file with the given lines."""

    def plan(*lines, profile=ONLINE_RETAIL):
        path = tmp_path / "orders.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *lines])
        return make_plan(read_documents(path, profile), profile)

    return plan


def get_left_out(plan):
    """Return the reconciliation's entries for lines without a document."""
    differences = Reconciliation(plan, Ledger()).get_differences()
    return [text for text in differences if text.startswith("Line")]


def get_numbers(plan):
    return [purchase.number for purchase in plan.purchases]


# === WHAT IS LEFT OUT MAKES IT FAIL === #


def test_a_file_that_is_taken_over_has_nothing_left_out(plan):
    assert get_left_out(plan(ORDER, CANCELLATION)) == []


def test_a_rejected_line_is_a_difference(plan):
    assert get_left_out(plan(ORDER, change(Quantity="two"))) == [
        "Line 3 isn't in the shop: Quantity is no whole number: 'two'"
    ]


def test_lines_that_are_left_out_come_in_the_order_of_the_file(plan):
    lines = [change(InvoiceNo=str(number), Quantity="0") for number in range(12)]

    numbers = [text.split()[1] for text in get_left_out(plan(*lines))]
    assert numbers == [str(number) for number in range(2, 14)]


def test_a_cancelled_line_of_no_order_is_a_difference(plan):
    profile = replace(ONLINE_RETAIL, unmatched=frozenset())

    assert get_left_out(plan(CANCELLATION, profile=profile)) == [
        f"Line 2 isn't in the shop: {NEVER_BOUGHT}"
    ]


# === NUMBERS === #


def test_an_order_number_may_start_with_c(plan):
    assert get_numbers(plan(change(InvoiceNo="CARD1"))) == ["CARD1"]


def test_without_a_profile_there_are_no_cancellations(plan):
    made = plan(ORDER, change(InvoiceNo="C700001"), CANCELLATION, profile=PLAIN)

    assert get_numbers(made) == ["700001", "C700001"]
    assert get_left_out(made) == [
        "Line 4 isn't in the shop: Quantity -1 can't be that of an order"
    ]


def test_a_cancellation_of_the_number_of_an_order_is_that_orders(plan):
    later = change(InvoiceNo="700009", InvoiceDate="2020-12-01 09:00")
    named = change(CANCELLATION, InvoiceNo="C700001", InvoiceDate="2020-12-02 09:00")

    (goods_return,) = plan(ORDER, later, named).returns
    assert goods_return.order == "700001"


def test_a_guest_gives_back_what_a_named_order_has(plan):
    guests = change(CustomerID=""), change(CustomerID="", InvoiceNo="700009")
    named = change(CANCELLATION, InvoiceNo="C700001", CustomerID="")

    (goods_return,) = plan(*guests, named).returns
    assert goods_return.order == "700001"


def test_what_the_named_order_does_not_have_is_a_difference(plan):
    clock = change(InvoiceNo="700009", StockCode="CLOCK")
    named = change(clock, InvoiceNo="C700001", Quantity="-1", InvoiceDate=MOMENT)

    made = plan(ORDER, clock, named)

    assert not made.returns
    assert get_left_out(made) == [f"Line 4 isn't in the shop: {NAMES_OTHER}"]


def test_an_order_of_another_customer_that_is_named_is_a_difference(plan):
    other = change(InvoiceNo="700009", CustomerID="502")
    named = change(CANCELLATION, InvoiceNo="C700009")

    assert NAMES_OTHER in get_left_out(plan(ORDER, other, named))[0]


# === ARTICLES === #


@pytest.mark.parametrize("code", ["M", "POST"])
def test_what_is_no_goods_is_a_matter_of_the_profile(plan, code):
    line = change(StockCode=code)
    (manual,), (goods,) = (
        plan(line, profile=profile).purchases for profile in (ONLINE_RETAIL, PLAIN)
    )

    assert not manual.cart.goods
    assert goods.cart.goods


# === CUSTOMERS AND COUNTRIES === #


def test_who_has_no_number_is_a_guest_where_the_profile_knows_guests(plan):
    made = plan(change(CustomerID=""))

    assert [purchase.customer for purchase in made.purchases] == [""]
    assert "Orders: 1, 1 of them of guests" in describe_file(made)


def test_elsewhere_a_missing_customer_is_a_difference(plan):
    assert get_left_out(plan(change(CustomerID=""), profile=PLAIN)) == [
        "Line 2 isn't in the shop: CustomerID is missing"
    ]


def test_one_line_without_the_customer_of_the_others_is_a_difference(plan):
    assert get_left_out(plan(ORDER, change(CustomerID=""))) == [
        f"Line 3 isn't in the shop: CustomerID {DIFFERS}"
    ]


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("France", "FR"),
        ("United Arab Emirates", "AE"),
        ("EIRE", "IE"),
        ("Channel Islands", "JE"),
        ("Hong Kong", "HK"),
        ("RSA", "ZA"),
    ],
)
def test_a_country_is_known_by_its_name_or_by_the_profile(plan, country, code):
    (purchase,) = plan(change(Country=country)).purchases

    assert purchase.country == code


@pytest.mark.parametrize("country", ["Narnia", "", "EIRE"])
def test_an_unknown_country_is_a_difference(plan, country):
    assert get_left_out(plan(change(Country=country), profile=PLAIN)) == [
        f"Line 2 isn't in the shop: Country is unknown: {country!r}"
    ]


def test_what_stands_for_no_country_is_counted(plan):
    made = plan(change(Country="Unspecified"))

    assert made.purchases[0].country == "GB"
    assert "Lines taken as of GB: 1, Unspecified" in describe_file(made)


def test_an_invoice_of_two_countries_is_a_difference(plan):
    assert get_left_out(plan(ORDER, change(Country="Spain"))) == [
        f"Line 3 isn't in the shop: Country {DIFFERS}"
    ]


# === WHAT THE PROFILE DECLARES === #


def test_lines_that_are_known_to_be_no_orders_are_counted_only(plan):
    correction = change(InvoiceNo="700005", Quantity="-5", UnitPrice="0", CustomerID="")
    gift = change(UnitPrice="0")

    made = plan(ORDER, correction, gift)

    assert get_left_out(made) == []
    report = describe_file(made)
    assert "Lines of no order: 1, gift to a customer" in report
    assert "Lines of no order: 1, correction of the stock" in report


def test_they_are_differences_where_the_profile_does_not_know_them(plan):
    assert get_left_out(plan(change(UnitPrice="0"), profile=PLAIN)) == [
        "Line 2 isn't in the shop: UnitPrice 0 is not above 0"
    ]


def test_cancellations_that_match_nothing_in_a_sample_are_counted_only(plan):
    made = plan(CANCELLATION, change(CANCELLATION, InvoiceNo="C3", CustomerID=""))

    report = describe_file(made)
    assert f"Cancelled lines of no order: 1, 3.39, {NEVER_BOUGHT}" in report
    assert get_left_out(made) == []
    assert GUEST in report
