"""Two customers want the last piece at the same moment, and pay by wire transfer."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from dev.shop import mailbox
from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant
from .scale import scaled
from .server import Server

pytestmark = pytest.mark.slow

ROUNDS = scaled(100)
LONGEST_ANSWER = 60  # seconds
# The message to the customer who is too late.
SENTENCE = "You do not have to pay anything"
# The results of each product's orders, and its reserved quantity.
OUTCOMES = """
    SELECT quant.quantity::int, quant.reserved::int,
           string_agg(concat(sale_order.state, ' ', tx.state), ', '
                      ORDER BY sale_order.state)
      FROM sale_order_line line
      JOIN sale_order ON sale_order.id = line.order_id
      JOIN sale_order_transaction_rel rel ON rel.sale_order_id = sale_order.id
      JOIN payment_transaction tx ON tx.id = rel.transaction_id
      JOIN (SELECT product_id, SUM(quantity) AS quantity,
                   SUM(reserved_quantity) AS reserved
              FROM stock_quant GROUP BY product_id) quant
        ON quant.product_id = line.product_id
     WHERE sale_order.id IN ({ids})
  GROUP BY line.product_id, quant.quantity, quant.reserved
"""


@pytest.fixture
def server(tmp_path):
    with database("test_last_piece") as name, mailbox.running(tmp_path) as mail_port:
        server = Server(name, mail_port)
        yield server
        server.kill()


def test_one_gets_it_and_the_other_is_told_before_paying(server):
    with assistant.hired(server.database) as helper:
        helper.do("open_shop")
        pairs = helper.do("place_pairs", count=ROUNDS)
    server.start()

    pages = [page for pair in pairs for page in choose_at_once(server, pair)]

    assert [page for page in pages if page[0] != HTTPStatus.OK] == []
    told = sum(SENTENCE in text for _status, text in pages)
    ids = ", ".join(str(order["id"]) for pair in pairs for order in pair)
    outcomes = run_sql(OUTCOMES.format(ids=ids), server.database)
    say(f"{told} of {2 * ROUNDS} customers were told in time")
    assert outcomes == ["1|1|draft error, sent pending"] * ROUNDS
    assert told == ROUNDS


def choose_at_once(server, pair):
    """Let both customers start the payment at the same moment.

    :return: The status and text of the page displayed to each.
    """
    barrier = threading.Barrier(len(pair))
    with ThreadPoolExecutor(len(pair)) as threads:
        return list(threads.map(lambda order: choose(server, order, barrier), pair))


def choose(server, order, barrier):
    """Choose the wire transfer, and follow to its status page."""
    request = Request(
        f"http://127.0.0.1:{server.port}/payment/custom/process",
        urlencode({"reference": order["reference"]}).encode(),
        {"Cookie": f"session_id={order['session']}"},
    )
    barrier.wait()
    with urlopen(request, timeout=LONGEST_ANSWER) as response:
        return response.status, response.read().decode()
