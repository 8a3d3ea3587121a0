"""The ledger itself: cases computed by hand, and general properties."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .inside.books import Books
from .inside.entries import NOTHING, Document, Line, Money, to_cents
from .inside.ledger import Ledger


def amount(number):
    return to_cents(Decimal(number))


def goods(ordered=2, delivered=0, leaving=0, price=50, **values):
    return Line(
        value=amount(ordered * price),
        unit=amount(price),
        ordered=Decimal(ordered),
        delivered=Decimal(delivered),
        leaving=Decimal(leaving),
        is_goods=True,
        **values,
    )


def ledger(
    *lines, received=0, refunded=0, documents=(), needs_document=False, **values
):
    money = Money(received=amount(received), refunded=amount(refunded))
    return Ledger(
        money=money,
        lines=list(lines),
        documents=[Document(amount(it)) for it in documents],
        needs_document=needs_document,
        **values,
    )


# === MONEY === #


@pytest.mark.parametrize(
    ("line", "received", "refunded", "customer_owes", "shop_owes"),
    [
        (goods(2, leaving=2), 0, 0, 100, 0),
        (goods(2, leaving=2), 100, 0, 0, 0),
        (goods(2, leaving=2), 60, 0, 40, 0),
        (goods(2, leaving=2), 130, 0, 0, 30),
        # A gift after everything was paid, and before.
        (goods(2, delivered=2), 100, 10, 0, 0),
        (goods(2, delivered=2), 60, 10, 50, 0),
        # More was ordered after a gift: it is no longer a gift.
        (goods(3, delivered=2, leaving=1), 100, 10, 60, 0),
        # One returned; nothing, half, and all of the money refunded.
        (goods(2, delivered=1, returned=Decimal(1)), 100, 0, 0, 50),
        (goods(2, delivered=1, returned=Decimal(1)), 100, 25, 0, 25),
        (goods(2, delivered=1, returned=Decimal(1)), 100, 50, 0, 0),
        # One returned for the same product, or to be repaired.
        (
            goods(2, delivered=1, returned=Decimal(1), to_replace=Decimal(1)),
            100,
            0,
            0,
            0,
        ),
        # A refunded surplus has nothing to do with a later return.
        (goods(2, delivered=1, returned=Decimal(1)), 110, 10, 0, 50),
        # One returned and refunded, and another one ordered.
        (goods(3, delivered=1, leaving=1, returned=Decimal(1)), 100, 50, 50, 0),
        # One never shipped.
        (goods(2, delivered=1), 100, 0, 0, 50),
        (goods(2, delivered=1), 0, 0, 50, 0),
        # One too many shipped: a gift, unless delivered quantities are paid.
        (goods(2, delivered=3), 100, 0, 0, 0),
        (goods(2, delivered=3, by_delivery=True), 100, 0, 50, 0),
    ],
)
def test_who_owes_what(line, received, refunded, customer_owes, shop_owes):
    case = ledger(line, received=received, refunded=refunded)

    assert (case.customer_owes, case.shop_owes) == (customer_owes, shop_owes)


def test_a_gift_may_stay_one_when_goods_come_back():
    case = ledger(goods(2, delivered=1, returned=Decimal(1)), received=100, refunded=10)
    case.money.given = amount(10)

    assert (case.shop_owes, case.shop_may_owe) == (40, 50)


def test_a_gift_that_is_credited_is_one_gift():
    case = ledger(goods(delivered=2), received=100, refunded=10, documents=[100, -10])
    case.money.given = amount(10)

    assert case.is_settled


def test_nobody_owes_for_a_cancelled_order():
    assert ledger(goods(), state="cancel").debts == []


def test_what_was_paid_for_a_cancelled_order_goes_back():
    assert ledger(goods(), received=100, state="cancel").shop_owes == 100


def test_a_cent_decides_without_documents():
    assert ledger(goods(delivered=2), received=Decimal("99.99")).customer_owes


def test_a_cent_is_nothing_where_documents_round():
    case = ledger(
        goods(1, delivered=1, price=Decimal("23.87")),
        received=Decimal("23.88"),
        documents=(Decimal("11.94"), Decimal("11.94")),
    )

    assert case.debts == []


def test_a_discount_over_all_is_kept_whole_or_shared():
    case = ledger(goods(delivered=1), Line(value=amount(-10)))

    assert case.kept == (40, 45)


def test_a_discount_over_all_is_shared_with_what_a_refund_took_off():
    case = ledger(goods(1, leaving=1), Line(value=amount(-10)), taken_off=amount(50))

    assert case.kept == (40, 45)


# === DOCUMENTS === #


@pytest.mark.parametrize(
    ("line", "refunded", "given", "documents", "fault"),
    [
        (goods(delivered=2), 0, 0, [], "100.00 is not invoiced"),
        (goods(delivered=2), 0, 0, [100], ""),
        (goods(delivered=2), 0, 0, [50], "50.00 is not invoiced"),
        (goods(delivered=2), 0, 0, [100, 50], "50.00 too much is invoiced"),
        # One returned.
        (goods(2, delivered=1), 50, 0, [100], "50.00 too much is invoiced"),
        (goods(2, delivered=1), 50, 0, [100, -50], ""),
        # A gift by refund requires a credit note; a credit note is a gift itself.
        (goods(delivered=2), 10, 10, [100], "10.00 too much is invoiced"),
        (goods(delivered=2), 10, 10, [100, -10], ""),
        # Corrected: credited completely and invoiced again.
        (goods(delivered=2), 0, 0, [100, -100, 100], ""),
    ],
)
def test_documents_come_to_what_is_kept(line, refunded, given, documents, fault):
    case = ledger(
        line,
        received=100,
        refunded=refunded,
        documents=documents,
        needs_document=True,
    )
    case.money.given = amount(given)

    assert case.document_fault == fault


def test_a_credit_note_without_a_return_is_to_be_paid_back():
    assert (
        ledger(goods(delivered=2), received=100, documents=[100, -30]).shop_owes == 30
    )


@pytest.mark.parametrize(("left", "owed"), [(0, 5), (1, 55)])
def test_what_is_ordered_after_a_credit_note_is_no_gift(left, owed):
    gone = (2 - left) * 50
    facts = {"documents": [100, -gone], "taken_off": amount(gone)}
    kept = goods(left, leaving=left)
    books = Books()
    books.end_documents(ledger(kept, **facts))
    case = ledger(kept, Line(value=amount(5)), ended=books.ended, **facts)

    assert (case.customer_owes, case.customer_may_owe) == (owed, owed)


def test_a_correction_that_is_not_posted_yet_is_no_gift():
    case = ledger(goods(delivered=2), received=100, documents=[100, -100])
    case.documents.append(Document(amount(100), state="draft"))

    assert case.debts == ["a draft is left"]


def test_an_order_of_zero_has_its_document():
    case = ledger(goods(delivered=2), Line(value=amount(-100)), needs_document=True)

    assert case.debts == ["there is no document"]


# === WHAT HOLDS FOR EVERY CASE === #

AMOUNTS = st.integers(0, 300).map(amount)
QUANTITIES = st.integers(0, 3)


@st.composite
def cases(draw):
    ordered = draw(QUANTITIES)
    delivered, leaving = draw(QUANTITIES), draw(QUANTITIES)
    line = goods(ordered, delivered, leaving, by_delivery=draw(st.booleans()))
    received = draw(AMOUNTS)
    return ledger(
        line,
        received=received,
        refunded=min(draw(AMOUNTS), received),
        documents=draw(st.lists(st.integers(-100, 200), max_size=3)),
        needs_document=draw(st.booleans()),
        state=draw(st.sampled_from(("draft", "sale", "cancel"))),
    )


@given(cases())
def test_never_both_owe(case):
    assert not (case.customer_owes and case.shop_owes)


@given(cases())
def test_paying_what_is_owed_settles_the_money(case):
    case.money.received += case.customer_owes
    case.money.refunded += case.shop_owes

    assert (case.customer_owes, case.shop_owes) == (NOTHING, NOTHING)


@given(cases())
def test_invoicing_what_is_missing_leaves_nothing_to_invoice(case):
    if case.underbilled:
        case.documents.append(Document(case.underbilled))

    assert not case.underbilled


@given(cases())
def test_more_money_never_makes_the_customer_owe_more(case):
    before = case.customer_owes

    case.money.received += 10

    assert case.customer_owes <= before


# === EXCHANGES === #


def test_discounts_do_not_apply_to_replacements():
    discount = Line(value=amount(-10))
    replacement = goods(2, leaving=2, price=55, is_replacement=True)
    case = ledger(
        goods(2, delivered=0, returned=Decimal(2)), discount, replacement, received=90
    )

    assert case.customer_owes == 10  # the lowest of all interpretations
    assert case.kept == (amount(100), amount(110))


def test_what_is_to_be_replaced_is_a_debt():
    line = goods(2, delivered=1, returned=Decimal(1), to_replace=Decimal(1))
    case = ledger(line, received=100)

    assert case.debts == ["goods are to leave again: 1"]
