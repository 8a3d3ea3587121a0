"""Decisions about orders that an automation has locked wait for it a moment."""

import time

import pytest

from dev.shop.api import database, run_sql

from . import assistant, balance, workers

pytestmark = pytest.mark.slow

BUSY = 1.5  # seconds for which the automation locks the order's payments
LONGEST_START = 30
FATE = """
    SELECT sale_order.state, sale_order.payment_status, COUNT(payment.id)
      FROM sale_order
      JOIN sale_order_transaction_rel rel ON rel.sale_order_id = sale_order.id
      JOIN account_payment payment
        ON payment.payment_transaction_id = rel.transaction_id
     WHERE sale_order.id = {order}
  GROUP BY sale_order.id"""


@pytest.fixture
def name():
    with database("test_busy") as name:
        yield name


def test_whoever_accepts_waits_for_the_automation_and_goes_on(name):
    with workers.hired(name, 2) as (automation, person):
        person.do("say_hello")
        ids = automation.do("propose")
        order = ids["order"]
        automation.begin("look_for_earlier_money", order_id=order, seconds=BUSY)
        wait_until_it_is_at_it(name)

        state = person.do("accept", match_id=ids["match"])

        automation.finish()
        with assistant.hired(name, 3) as helper:
            assert helper.do("check_consistency") == []
    assert state == "matched"
    assert run_sql(FATE.format(order=order), name) == ["sent|partially_paid|1"]


def wait_until_it_is_at_it(name):
    end = time.monotonic() + LONGEST_START
    while not balance.count_transactions(name):
        assert time.monotonic() < end, "The automation doesn't begin"
        time.sleep(0.02)
