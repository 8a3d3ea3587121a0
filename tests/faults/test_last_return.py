"""Two return requests at the same moment: for the last piece, or the last two."""

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


def ask_twice(server, order):
    """Submit the form in two windows at the same moment, for one piece each."""
    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(lambda _window: ask(server, order, barrier), range(2)))


def ask(server, order, barrier):
    """Fill in the form, open the preview, and confirm it."""
    window = build_opener(HTTPCookieProcessor(CookieJar()))
    url = (
        f"http://127.0.0.1:{server.port}/my/orders/{order['id']}/return"
        f"?access_token={order['token']}"
    )
    form = {f"quantity_{order['line']}": "1", "remark": ""}
    page = open_page(window, url)
    form["csrf_token"] = get_field(page, "csrf_token")
    page = open_page(window, url, {**form, "step": "preview"})
    form |= {name: get_field(page, name) for name in ("amount", "request_key")}
    barrier.wait()
    with window.open(
        url, urlencode({**form, "step": "confirm"}).encode(), timeout=LONGEST_ANSWER
    ) as response:
        return response.status


def open_page(window, url, form=None):
    data = form and urlencode(form).encode()
    with window.open(url, data, timeout=LONGEST_ANSWER) as response:
        return response.read().decode()


def get_field(page, name):
    return page.split(f'name="{name}" value="')[1].split('"')[0]
