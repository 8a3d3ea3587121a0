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
# What becomes of orders that wait.
SETTLING = ("match_bank_line", "book_bank_money", "expire_unpaid", "release_stock")


def automate(registry, rounds, start):
    """Run the automations like crons, again and again, from a moment on."""
    _wait_until(start)
    for _round in range(rounds):
        for code in random.sample(STEPS, len(STEPS)):
            with registry.cursor() as cr:
                env = Environment(cr, SUPERUSER_ID, {})
                env["ecommerce.automation"]._cron_run(code)


def come_back(registry, references, start):
    """Let the customers come back from their payments, from a moment on.

    :return: How many were told to try again.
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
    """Run the automation that confirms paid orders for one of them only."""
    _wait_until(start)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        step = env["ecommerce.automation"]._find("confirm_paid")
        env["ecommerce.automation.runner"]._run_patiently(step, [order_id])


def remind(registry):
    """Remind of carts, as the cron does, until nothing is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("remind_cart")


def ship(registry):
    """Do what people wanted shipped, and tell the customers, as the crons do."""
    for code in ("run_bulk", "send_shipment_mail"):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)


def settle(registry):
    """Book the bank's money and let deadlines be over, until nothing is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        runner = env["ecommerce.automation.runner"]
        steps = [env["ecommerce.automation"]._find(code) for code in SETTLING]
        while any(runner._count_open(step) for step in steps):
            for code in random.sample(SETTLING, len(SETTLING)):
                env["ecommerce.automation"]._cron_run(code)


def check_consistency(registry):
    """Compare what is stored of all orders with what it should be.

    :return: What differs.
    """
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.consistency.check"]._queue_all(env["res.company"].search([]))
        env["ecommerce.automation"]._cron_run("check_consistency")
        return env["ecommerce.inconsistency"].search([]).mapped("record_name")


def _wait_until(moment):
    time.sleep(max(moment - time.time(), 0))
