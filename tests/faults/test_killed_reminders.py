"""Workers that are killed repeatedly: each customer gets each reminder once."""

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say

from . import assistant, balance, workers
from .scale import scaled

pytestmark = pytest.mark.slow

CARTS = scaled(2000)
KILLS = scaled(30)
WORKERS = 2  # at the same time
# Seconds until a worker that sends reminders is killed.
SHORTEST_LIFE = 0.3
LONGEST_LIFE = 1.5
ONCE = {
    "reminder rows": """
        SELECT order_id FROM ecommerce_cart_reminder_mail WHERE sent_at IS NOT NULL""",
    "reminder mails": """
        SELECT message.res_id FROM mail_mail mail
        JOIN mail_message message ON message.id = mail.mail_message_id
        WHERE message.model = 'sale.order'""",
    # Mixed up mails of a batch would have the same count.
    "mails to customers": """
        SELECT row.order_id, mail.id FROM ecommerce_cart_reminder_mail row
        JOIN mail_mail mail ON mail.id = row.mail_id
        JOIN mail_message message ON message.id = mail.mail_message_id
        AND message.model = 'sale.order' AND message.res_id = row.order_id
        JOIN mail_mail_res_partner_rel recipient ON recipient.mail_mail_id = mail.id
        JOIN sale_order ON sale_order.id = row.order_id
        AND sale_order.partner_id = recipient.res_partner_id""",
}
NEVER = {  # no exclusion holds for any of them
    "refused reminders": """
        SELECT order_id FROM ecommerce_cart_reminder_mail WHERE sent_at IS NULL""",
}


@pytest.fixture
def name():
    with database("test_reminders") as name:
        yield name


@pytest.fixture
def carts(name):
    """The abandoned carts, one per customer."""
    with assistant.hired(name) as helper:
        return helper.do("leave_carts", count=CARTS)


def test_killed_at_any_moment_each_customer_is_reminded_once(name, carts, chance):
    assert count_due(name) == CARTS
    due = []
    for _life in range(KILLS // WORKERS):
        lives = [chance.uniform(SHORTEST_LIFE, LONGEST_LIFE) for _ in range(WORKERS)]
        due += workers.live_and_die(name, lives, "remind", lambda: count_due(name))
    say(f"Due after each of {len(due)} kills: {due}")
    say(f"Undone by kills: {count_undone(name)} reminders")
    assert min(due) > 0, "Nothing was left to do at the last kill"
    assert count_undone(name) > 0, "No kill met a worker amid a batch"
    workers.work_off(name, WORKERS, "remind")

    events = balance.count_events(name, carts, ONCE | NEVER)
    say(balance.format_table(events))
    assert balance.find_failures(name) == []
    assert count_due(name) == 0
    assert events == {event: {int(event in ONCE): CARTS} for event in ONCE | NEVER}


def count_due(name):
    """Return how many carts have a reminder due."""
    return ask_for_number(
        name, "SELECT COUNT(*) FROM sale_order WHERE next_reminder_at IS NOT NULL"
    )


def count_undone(name):
    """Return how many reminders were lost with their transactions.

    Their numbers are missing: a sequence isn't rolled back with the rows.
    """
    return ask_for_number(
        name,
        "SELECT last_value - (SELECT COUNT(*) FROM ecommerce_cart_reminder_mail) "
        "FROM ecommerce_cart_reminder_mail_id_seq",
    )


def ask_for_number(name, query):
    (number,) = run_sql(query, name)
    return int(number)
