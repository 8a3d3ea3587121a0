"""Planning a replay: carts, and matching cancellations with their orders."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest

from dev.replay import matching
from dev.replay.planning import Article
from dev.replay.profile import ONLINE_RETAIL
from dev.replay.reading import Document, Line

START = datetime(2020, 12, 1)


class File:
    """Documents under construction, one hour apart."""

    def __init__(self):
        self.documents = []
        self.lines = count(2)

    def add(self, number, *lines, customer="501", hours=None):
        """Add a document; a line is a stock code, a quantity and a price."""
        hours = len(self.documents) if hours is None else hours
        moment = START + timedelta(hours=hours)
        self.documents.append(
            Document(
                number,
                ONLINE_RETAIL.get_cancelled(number),
                [
                    Line(
                        number=next(self.lines),
                        code=code,
                        description=f"THE {code}",
                        quantity=quantity,
                        moment=moment,
                        price=Decimal(price),
                        customer=customer,
                        country="France",
                    )
                    for code, quantity, price in lines
                ],
            )
        )

    @property
    def plan(self):
        return matching.make_plan(self.documents, ONLINE_RETAIL)

    @property
    def returns(self):
        """The returned quantities, as tuples."""
        return [
            (it.number, it.order, part.article.code, part.quantity, str(part.amount))
            for it in self.plan.returns
            for part in it.parts
        ]

    @property
    def unmatched(self):
        """The cancellations without an order, as tuples."""
        return [
            (it.number, it.quantity, str(it.amount), it.reason)
            for it in self.plan.unmatched
        ]


@pytest.fixture
def file():
    return File()


# === CARTS === #


def test_lines_of_an_article_are_one_in_the_cart(file):
    file.add("1", ("LAMP", 2, "3.39"), ("LAMP", 3, "3.39"))

    (purchase,) = file.plan.purchases
    assert purchase.cart == {Article("LAMP", Decimal("3.39")): 5}
    assert purchase.cart.amount == Decimal("16.95")


def test_lines_at_different_prices_are_different_articles(file):
    file.add("1", ("LAMP", 2, "3.39"), ("LAMP", 3, "2.95"))

    (purchase,) = file.plan.purchases
    assert {article.key for article in purchase.cart} == {"LAMP@3.39", "LAMP@2.95"}


def test_lines_that_together_would_round_differently_stay_apart(file):
    file.add("1", ("BEAD", 1, "0.125"), ("BEAD", 1, "0.125"))

    (purchase,) = file.plan.purchases
    assert {article.key for article in purchase.cart} == {"BEAD@0.125", "BEAD@0.125#2"}
    assert purchase.cart.amount == Decimal("0.26")


def test_postage_is_paid_but_not_shipped(file):
    file.add("1", ("LAMP", 1, "3.39"), ("POST", 2, "18"))

    (purchase,) = file.plan.purchases
    assert purchase.cart.amount == Decimal("39.39")
    assert purchase.cart.goods.amount == Decimal("3.39")


def test_round_prices_are_written_without_exponent():
    assert Article("LAMP", Decimal("100").normalize()).key == "LAMP@100"


def test_a_document_without_usable_lines_is_no_order(file):
    file.add("1")

    assert not file.plan.purchases


# === CANCELLATIONS === #


def test_a_cancellation_belongs_to_the_latest_earlier_order(file):
    file.add("1", ("LAMP", 2, "3.39"))
    file.add("2", ("LAMP", 2, "3.39"))
    file.add("C3", ("LAMP", 1, "3.39"))
    file.add("4", ("LAMP", 2, "3.39"))

    assert file.returns == [("C3", "2", "LAMP", 1, "3.39")]
    assert not file.unmatched


def test_earlier_is_a_matter_of_time_and_not_of_lines(file):
    file.add("C1", ("LAMP", 1, "3.39"), hours=9)
    file.add("2", ("LAMP", 1, "3.39"), hours=3)

    assert file.returns == [("C1", "2", "LAMP", 1, "3.39")]


def test_another_customers_order_does_not_match(file):
    file.add("1", ("LAMP", 2, "3.39"), customer="502")
    file.add("C2", ("LAMP", 1, "3.39"))

    assert file.unmatched == [("C2", 1, "3.39", matching.NEVER_BOUGHT)]


def test_another_product_does_not_match(file):
    file.add("1", ("LAMP", 2, "3.39"))
    file.add("C2", ("CLOCK", 1, "9.95"))

    assert file.unmatched == [("C2", 1, "9.95", matching.NEVER_BOUGHT)]


def test_guests_match_nothing(file):
    file.add("1", ("LAMP", 2, "3.39"), customer="")
    file.add("C2", ("LAMP", 1, "3.39"), customer="")

    assert file.unmatched == [("C2", 1, "3.39", matching.GUEST)]


def test_what_was_given_back_before_is_not_there_anymore(file):
    file.add("1", ("LAMP", 2, "3.39"))
    file.add("2", ("LAMP", 1, "3.39"))
    for number in ("C3", "C4", "C5", "C6"):
        file.add(number, ("LAMP", 1, "3.39"))

    assert [(number, order) for number, order, *_rest in file.returns] == [
        ("C3", "2"),
        ("C4", "1"),
        ("C5", "1"),
    ]
    assert file.unmatched == [("C6", 1, "3.39", matching.ALL_RETURNED)]


def test_more_than_the_order_has_is_divided(file):
    file.add("1", ("LAMP", 2, "3.39"))
    file.add("C2", ("LAMP", 5, "3.39"))

    assert file.returns == [("C2", "1", "LAMP", 2, "6.78")]
    assert file.unmatched == [("C2", 3, "10.17", matching.EXCEEDS_QUANTITY)]


def test_another_price_matches_and_counts(file):
    file.add("1", ("LAMP", 4, "3.39"))
    file.add("C2", ("LAMP", 2, "1.25"))

    assert file.returns == [("C2", "1", "LAMP", 2, "2.50")]


def test_no_more_money_is_given_back_than_was_paid(file):
    file.add("1", ("LAMP", 4, "3.39"))
    file.add("C2", ("LAMP", 2, "30"))

    assert not file.returns
    assert file.unmatched == [("C2", 2, "60.00", matching.EXCEEDS_MONEY)]


def test_the_article_at_the_price_of_the_cancellation_comes_first(file):
    file.add("1", ("LAMP", 1, "2.95"), ("LAMP", 1, "3.39"))
    file.add("C2", ("LAMP", 1, "3.39"))

    (part,) = file.plan.returns[0].parts
    assert part.article.price == Decimal("3.39")


def test_a_cancellation_may_belong_to_several_orders(file):
    file.add("1", ("LAMP", 1, "3.39"))
    file.add("2", ("CLOCK", 1, "9.95"))
    file.add("C3", ("LAMP", 1, "3.39"), ("CLOCK", 1, "9.95"))

    assert file.returns == [
        ("C3", "1", "LAMP", 1, "3.39"),
        ("C3", "2", "CLOCK", 1, "9.95"),
    ]


def test_a_service_is_given_back_on_paper_only(file):
    file.add("1", ("LAMP", 1, "3.39"), ("POST", 2, "18"))
    file.add("C2", ("POST", 1, "18"))

    (goods_return,) = file.plan.returns
    assert goods_return.amount == 18
    assert not goods_return.articles.goods


def test_a_dearer_return_takes_back_goods_for_what_they_had_cost(file):
    file.add("1", ("LAMP", 4, "3.39"))
    file.add("C2", ("LAMP", 2, "5"))

    (goods_return,) = file.plan.returns
    assert goods_return.amount == Decimal("10.00")
    assert goods_return.articles.goods.amount == Decimal("6.78")
