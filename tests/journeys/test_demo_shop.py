"""The demo shop's orders cover every case an order can have."""

import json
import subprocess

import pytest

from dev.shop import layout
from dev.shop.api import run_sql
from dev.shop.environment import get_environment
from dev.shop.python_packages import get_python


@pytest.mark.parametrize(
    "field", ["flow_stage", "payment_status", "fulfillment_status", "return_status"]
)
def test_each_status_is_that_of_an_order(demo_database, field):
    known = run_sql(
        f"""SELECT value FROM ir_model_fields_selection s
              JOIN ir_model_fields f ON f.id = s.field_id
             WHERE f.model = 'sale.order' AND f.name = '{field}'""",
        demo_database,
    )
    found = run_sql(
        f"SELECT DISTINCT {field} FROM sale_order WHERE {field} IS NOT NULL",
        demo_database,
    )

    assert set(known) == set(found)


def test_home_page_is_the_shop(demo_database):
    homes = run_sql("SELECT homepage_url FROM website ORDER BY id", demo_database)

    assert homes[0] == "/shop"


def test_the_second_time_adds_nothing(demo_database):
    count = """SELECT (SELECT count(*) FROM sale_order),
                      (SELECT count(*) FROM res_partner),
                      (SELECT count(*) FROM stock_move),
                      (SELECT count(*) FROM mail_message)"""
    before = run_sql(count, demo_database)

    tell_stories_again(demo_database)

    assert run_sql(count, demo_database) == before


def test_no_mail_of_the_old_orders_waits_to_be_sent(demo_database):
    waiting = """SELECT count(*) FROM mail_mail mail
                   JOIN mail_message message ON message.id = mail.mail_message_id
                   JOIN ir_model_data data ON data.model = message.model
                    AND data.res_id = message.res_id
                  WHERE data.module = 'demo_shop' AND mail.state <> 'sent'"""

    assert run_sql(waiting, demo_database) == ["0"]


def tell_stories_again(database):
    """Run the script that fills the demo shop with orders once more."""
    arguments = json.dumps({"database": database})
    subprocess.run(
        [get_python(), "-m", "dev.demo", arguments],
        cwd=layout.ROOT,
        env=get_environment(),
        capture_output=True,
        check=True,
    )
