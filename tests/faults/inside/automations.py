"""The automations, or the customers, without a server."""

import random
import sys
import time

from orders import find_payment
from transactions import work

from odoo.api import SUPERUSER_ID, Environment

STEPS = (
    "process_payment",
    "confirm_paid",
    "check_payment",
    "send_order_mail",
    "create_invoice",
)
# The automations for waiting orders.
SETTLING = ("match_bank_line", "book_bank_money", "expire_unpaid", "release_stock")


def automate(registry, rounds, start):
    """Run the automations repeatedly, like crons, from a given moment on."""
    _wait_until(start)
    for _round in range(rounds):
        for code in random.sample(STEPS, len(STEPS)):
            with registry.cursor() as cr:
                env = Environment(cr, SUPERUSER_ID, {})
                env["ecommerce.automation"]._cron_run(code)


def come_back(registry, references, start):
    """Let the customers return from their payments, from a given moment on.

    :return: The number of customers told to try again.
    """
    _wait_until(start)
    refused = 0
    for reference in random.sample(references, len(references)):
        try:
            work(registry, _come_back, reference)
        except Exception as error:  # noqa: BLE001 the customer would try again
            sys.stderr.write(f"{reference}: {error!r}\n")
            refused += 1
    return refused


def _come_back(env, reference):
    tx = find_payment(env, reference)
    if not tx.is_post_processed:
        tx._post_process()


def confirm(registry, order_id, start):
    """Run the automation that confirms paid orders for one order only."""
    _wait_until(start)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        step = env["ecommerce.automation"]._find("confirm_paid")
        env["ecommerce.automation.runner"]._run_patiently(step, [order_id])


def remind(registry):
    """Send cart reminders, as the cron does, until none is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("remind_cart")


def ship(registry):
    """Ship the orders queued by staff and notify the customers, as the crons do."""
    for code in ("run_bulk", "send_shipment_mail"):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)


def settle(registry):
    """Book the bank's money and process expired deadlines, until nothing is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        runner = env["ecommerce.automation.runner"]
        steps = [env["ecommerce.automation"]._find(code) for code in SETTLING]
        while any(runner._count_open(step) for step in steps):
            for code in random.sample(SETTLING, len(SETTLING)):
                env["ecommerce.automation"]._cron_run(code)


def check_consistency(registry):
    """Compare the stored values of all orders with the recomputed ones.

    :return: The differences.
    """
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.consistency.check"]._queue_all(env["res.company"].search([]))
        env["ecommerce.automation"]._cron_run("check_consistency")
        return env["ecommerce.inconsistency"].search([]).mapped("record_name")


def _wait_until(moment):
    time.sleep(max(moment - time.time(), 0))
