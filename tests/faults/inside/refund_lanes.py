"""Refunds whose money is still to be sent, and their provider."""

import time
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from orders import ORDERS_PER_PRODUCT, PRICE, place_orders_in, report_done
from transactions import work

from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command

PER_ORDER = 2
LATENCY = 0.2  # seconds until the provider answers


def queue_refunds(registry, count):
    """Have paid orders refunded in halves; nothing is sent yet.

    :return: The id of each order.
    """
    return work(registry, _queue_refunds, count)


def _queue_refunds(env, count):
    places = place_orders_in(env, count, stock=ORDERS_PER_PRODUCT)
    orders = env["sale.order"].browse(place["id"] for place in places)
    orders.transaction_ids.payment_method_id.support_refund = "partial"
    for tx in orders.transaction_ids:
        report_done(tx)
        tx._post_process()
    orders._create_invoices(grouped=True, final=True).action_post()
    for order in orders:
        for _number in range(PER_ORDER):
            refund(env, order, PRICE / PER_ORDER)
    return orders.ids


def refund(env, order, amount):
    """Refund an amount, as staff does."""
    wizard = env["ecommerce.order.refund"].create(
        {
            "order_ids": [Command.set(order.ids)],
            "proposal": "amount",
            "asked_amount": amount,
            "reason": "Goodwill",
        }
    )
    wizard.action_refund()


def send_in_lane(registry, notes, is_lane):
    """Send the queued refunds, as one of the automation's crons does.

    :param str notes: The file in which the provider records its requests.
    :param bool is_lane: Whether this cron was triggered by another one.
    """
    with _provider_that_notes(registry, Path(notes)), registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("send_refund", is_lane=is_lane)


@contextmanager
def _provider_that_notes(registry, notes):
    """Use a provider that takes its time, and records its requests."""

    def _send_refund_request(tx):
        order_id = tx.source_transaction_id.sale_order_ids.id
        _note(notes, f"{order_id} {tx.id} asked")
        time.sleep(LATENCY)
        tx._set_done()
        _note(notes, f"{order_id} {tx.id} answers")

    transactions = registry["payment.transaction"]
    with patch.object(transactions, "_send_refund_request", _send_refund_request):
        yield


def _note(notes, line):
    with notes.open("a") as file:
        file.write(f"{line}\n")  # atomic: short lines of several writers


def lose_patience(registry):
    """Let the providers' time to answer expire."""
    work(registry, _lose_patience)


def _lose_patience(env):
    env.cr.execute(
        "UPDATE ecommerce_refund_payment SET asked_at = asked_at - interval '1 hour'"
    )
