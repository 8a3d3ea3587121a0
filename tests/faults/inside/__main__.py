"""Runs in Odoo's Python: does what it reads from its input, a line of JSON each."""

import json
import sys

import automations
import bank
import carts
import orders
import shipping
import waiting

from odoo import http
from odoo.modules.registry import Registry
from odoo.tools import config


def say_hello(_registry):
    """Answer, once Odoo has started."""


TASKS = {
    task.__name__: task
    for task in (
        say_hello,
        orders.open_shop,
        orders.place_orders,
        orders.report_payments,
        orders.hurry,
        automations.automate,
        automations.come_back,
        automations.confirm,
        automations.remind,
        automations.ship,
        automations.settle,
        automations.check_consistency,
        bank.open_account,
        bank.import_file,
        carts.leave_carts,
        shipping.sell,
        shipping.ship_in_bulk,
        waiting.place_pairs,
        waiting.wait,
    )
}


def main(database):
    """Answer until the input ends."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    http.root.initialize()
    registry = Registry(database)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        answer = TASKS[name](registry, **arguments)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
