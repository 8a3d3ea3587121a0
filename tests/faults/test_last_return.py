"""Two return requests at the same moment: for the last piece, or the last two.

Or two customers want the last piece in exchange.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from dev.shop import mailbox
from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant
from .scale import scaled
from .server import Server

pytestmark = pytest.mark.slow

ROUNDS = scaled(20)
LONGEST_ANSWER = 60  # seconds
# The number of each order's returns, their quantity, and the incoming quantity.
OUTCOMES = """
    SELECT COUNT(*), SUM(line.requested_quantity)::int,
           (SELECT SUM(product_uom_qty)::int FROM stock_move
             WHERE return_line_id IN (
                   SELECT id FROM ecommerce_return_line
                    WHERE order_line_id = line.order_line_id))
      FROM ecommerce_return_line line
     WHERE line.order_line_id IN ({ids})
  GROUP BY line.order_line_id
"""
# The number of each pair's returns, and the quantity reserved for them.
PAIRS = """
    SELECT COUNT(*),
           (SELECT SUM(reserved_quantity)::int FROM stock_quant
             WHERE product_id = line.replacement_id)
      FROM ecommerce_return_line line
     WHERE line.order_line_id IN ({ids}) AND line.replacement_id IS NOT NULL
  GROUP BY line.replacement_id
"""
# The message to the customer who is too late.
SENTENCE = "no longer available in this"


@pytest.fixture
def server(tmp_path):
    with database("test_last_return") as name, mailbox.running(tmp_path) as mail_port:
        server = Server(name, mail_port)
        yield server
        server.kill()


@pytest.mark.parametrize(("quantity", "outcome"), [(1, "1|1|1"), (2, "2|2|2")])
def test_each_piece_is_returned_once(server, quantity, outcome):
    with assistant.hired(server.database) as helper:
        helper.do("open_shop")
        orders = helper.do("deliver", count=ROUNDS, quantity=quantity)
    server.start()

    statuses = [status for order in orders for status in ask_twice(server, order)]

    assert set(statuses) == {HTTPStatus.OK}
    ids = ", ".join(str(order["line"]) for order in orders)
    outcomes = run_sql(OUTCOMES.format(ids=ids), server.database)
    say(f"{len(outcomes)} orders of {quantity}: {set(outcomes)}")
    assert outcomes == [outcome] * ROUNDS


def test_last_replacement_is_for_one(server):
    with assistant.hired(server.database) as helper:
        helper.do("open_shop")
        pairs = helper.do("deliver_pairs", count=ROUNDS)
    server.start()

    answers = [answer for pair in pairs for answer in ask_at_once(server, pair)]

    assert {status for status, _page in answers} == {HTTPStatus.OK}
    assert sum(SENTENCE in page for _status, page in answers) == ROUNDS
    ids = ", ".join(str(order["line"]) for pair in pairs for order in pair)
    outcomes = run_sql(PAIRS.format(ids=ids), server.database)
    say(f"{len(outcomes)} last pieces: {set(outcomes)}")
    assert outcomes == ["1|1"] * ROUNDS


def ask_twice(server, order):
    """Submit the form in two windows at the same moment, for one piece each."""
    return [status for status, _page in ask_at_once(server, [order, order])]


def ask_at_once(server, orders):
    """Submit the forms of two orders at the same moment, for one piece each."""
    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda order: ask(server, order, barrier), orders))


def ask(server, order, barrier):
    """Fill in the form, open the preview, and confirm it.

    :return: The status and text of the page displayed then.
    """
    window = build_opener(HTTPCookieProcessor(CookieJar()))
    url = (
        f"http://127.0.0.1:{server.port}/my/orders/{order['id']}/return"
        f"?access_token={order['token']}"
    )
    form = {f"quantity_{order['line']}": "1", "remark": ""}
    if "code" in order:
        form[f"wish_{order['line']}"] = order["code"]
    page = open_page(window, url)
    form["csrf_token"] = get_field(page, "csrf_token")
    page = open_page(window, url, {**form, "step": "preview"})
    form |= {name: get_field(page, name) for name in ("amount", "request_key")}
    barrier.wait()
    with window.open(
        url, urlencode({**form, "step": "confirm"}).encode(), timeout=LONGEST_ANSWER
    ) as response:
        return response.status, response.read().decode()


def open_page(window, url, form=None):
    data = form and urlencode(form).encode()
    with window.open(url, data, timeout=LONGEST_ANSWER) as response:
        return response.read().decode()


def get_field(page, name):
    return page.split(f'name="{name}" value="')[1].split('"')[0]
