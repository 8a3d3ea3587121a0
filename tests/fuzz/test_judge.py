"""The judge sees each broken promise, and the same request is generated again."""

import csv
from collections import defaultdict
from types import SimpleNamespace

import pytest

from . import values
from .client import Answer
from .generator import PAGES, Generator
from .judge import Judge
from .pages import TABLE, Page
from .request import Request
from .shorten import shorten
from .visitors import VISITORS
from .world import OWNERS, World

OURS = Page("/my/orders/<int:order_id>/cancel", "POST", ("access_token", "reason"))
ODOOS = Page("/shop/cart", "POST", (), is_ours=False)
TRACEBACK = """ERROR Exception during request handling.
Traceback (most recent call last):
  File "/odoo/http.py", line 1, in dispatch
  File "/shop/ecommerce_order_flow/controllers/cart.py", line 2, in cart
  File "/odoo/addons/website_sale/controllers/cart.py", line 3, in cart
ValueError: x
"""


@pytest.fixture
def world():
    return World(
        {
            owner: {
                "marker": f"marker of {owner}",
                "orders": [
                    {"id": 7 + place, "token": f"{owner}-t", "line": 1, "case": 1}
                ],
                "links": {"stop": f"stop-{owner}"},
            }
            for place, owner in enumerate(OWNERS)
        }
        | {"document": 1}
    )


@pytest.fixture
def visitors():
    return {
        name: SimpleNamespace(csrf=f"csrf of {name}", owner=owner)
        for name, (_login, owner) in VISITORS.items()
    }


@pytest.fixture
def judge(visitors, world):
    return Judge("shop:8069", visitors, world, defaultdict(set))


def post(visitor="customer", path="/my/orders/7/cancel", **fields):
    form = {"csrf_token": f"csrf of {visitor}", **fields}
    return Request(visitor, "POST", path, form=tuple(form.items()))


def find(judge, request, answer=None, page=OURS, logged="", changed=()):
    answer = answer or Answer(200, "Fine")
    return list(judge.find_faults(page, request, answer, logged, changed))


# === THE JUDGE === #


def test_nothing_is_wrong_with_a_page(judge):
    assert not find(judge, post(), changed=["sale_order"])


def test_a_cart_is_whose_link_the_visitor_had(judge, world):
    stolen = Answer(200, "marker of other")
    cart = Request("anonymous", "GET", "/shop/cart")
    order = Request("anonymous", "GET", "/my/orders/8/cancel")
    assert find(judge, cart, stolen, ODOOS)
    [token] = [it["token"] for it in world.orders["other"]]

    find(judge, post("anonymous", "/shop/cart", id="8", access_token=token), page=ODOOS)

    assert not find(judge, cart, stolen, ODOOS)
    assert find(judge, order, stolen)


def test_failures_of_ours_are_seen(judge):
    failure = Answer(500, "Error")

    assert find(judge, post(), failure, logged=TRACEBACK) == ["traceback of ours"]
    assert find(judge, post(), failure) == ["500 without a traceback"]
    assert find(judge, post(), Answer(None)) == ["no answer"]


def test_failures_of_odoos_pages_are_odoos(judge):
    assert not find(judge, post(), Answer(500), page=ODOOS, logged=TRACEBACK)


def test_foreign_data_is_seen(judge):
    page = Answer(200, "It is marker of other")

    assert find(judge, post(), page) == ["foreign data: marker of other"]
    assert not find(judge, post("stranger"), page, changed=())
    assert not find(
        judge, post(path="/my/orders/8/cancel", access_token="other-t"), page
    )
    assert find(judge, post(access_token="other-t"), page)


def test_pages_leave_nul_characters_out_of_tokens(judge):
    link = post("anonymous", path="/my/orders/8/cancel", access_token="other-t\x00")

    assert not find(judge, link, Answer(200, "It is marker of other"))


def test_tokens_of_others_are_seen_in_headers(judge):
    answer = Answer(303, headers=[("Location", "/x?access_token=other-t")])

    assert find(judge, post(), answer) == ["foreign data: other-t"]


def test_other_hosts_are_seen(judge):
    away = [("Location", "//example.com/")]
    home = [("location", "http://shop:8069/my")]

    assert find(judge, post(), Answer(302, headers=away)) == [
        "redirect to another host"
    ]
    assert not find(judge, post(), Answer(302, headers=home))


def test_slow_answers_are_seen(judge):
    assert find(judge, post(), Answer(200, seconds=5.1)) == ["slow"]


def test_repeated_input_is_seen(judge):
    assert find(judge, post(), Answer(200, f"<p>{values.HTML}</p>"))
    assert find(judge, post(), Answer(200, headers=[(values.HEADER, "1")]))


@pytest.mark.parametrize(
    "request_",
    [
        Request("customer", "GET", "/my/orders/7/cancel"),
        Request("customer", "POST", "/my/orders/7/cancel", form=()),
        post("stranger"),
        post("staff"),
    ],
)
def test_changes_by_those_who_may_not_are_seen(judge, request_):
    assert find(judge, request_, changed=["sale_order"]) == ["changed sale_order"]


STOP = "/shop/reminders/stop"


@pytest.mark.parametrize(
    ("visitor", "path", "changed", "is_fault"),
    [
        ("colleague", STOP, ["cart", "cart_line", "cart_message"], False),
        ("colleague", STOP, ["cart", "sale_order"], True),
        ("colleague", "/de/shop/cart", ["cart"], True),
        ("anonymous", STOP, ["cart"], True),
    ],
)
def test_odoo_brings_back_carts_of_signed_in_visitors(
    judge, visitor, path, changed, is_fault
):
    assert bool(find(judge, Request(visitor, "GET", path), changed=changed)) == is_fault


def test_huge_requests_have_to_be_refused(judge):
    huge = post(reason="h" * 50_000_000)

    assert find(judge, huge) == ["huge request not refused"]
    assert not find(judge, huge, Answer(413))
    assert not find(judge, huge, Answer(None))


# === REQUESTS === #


def test_each_page_is_asked_for():
    with TABLE.open(newline="") as file:
        rows = {row["route"] for row in csv.DictReader(file)}

    assert {page.route for page in PAGES if page.is_ours} == rows


def test_a_number_is_always_the_same_request(visitors, world):
    first, again, other = (
        [Generator(seed, visitors, world).generate(number) for number in range(50)]
        for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


@pytest.mark.parametrize("number", range(300))
def test_each_request_can_be_sent_and_told(visitors, world, number):
    _page, request = Generator(1, visitors, world).generate(number)

    assert request.target.isascii()
    assert isinstance(request.get_body() or b"", bytes)
    assert request.tell("http://shop:8069")


def test_a_request_is_shortened_to_what_breaks_the_promise():
    request = post(reason="xxxx!", remark="long", step="confirm")

    short = shorten(request, lambda it: any("!" in value for value in it.values))

    assert short.form == (("reason", "!"),)
