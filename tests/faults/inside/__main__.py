"""Runs in Odoo's Python: executes the tasks read from its input, one JSON line each."""

import json
import sys

import automations
import bank
import carts
import orders
import people
import refund_lanes
import refunds
import returning
import settlements
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
        refund_lanes.queue_refunds,
        refund_lanes.send_in_lane,
        refund_lanes.lose_patience,
        refunds.install_stub,
        refunds.request_refunds,
        refunds.send_refunds,
        refunds.wait_for_answers,
        refunds.report_refunds,
        refunds.send_refused_again,
        refunds.decide_unknown,
        returning.deliver,
        returning.deliver_pairs,
        settlements.announce_returns,
        settlements.settle_returns,
        shipping.sell,
        people.propose,
        people.look_for_earlier_money,
        people.accept,
        shipping.ship_in_bulk,
        waiting.place_pairs,
        waiting.wait,
    )
}


def main(database):
    """Answer until the input ends."""
    config.parse_config(["-d", database, "--no-http"], setup_logging=True)
    http.root.initialize()
    refunds.know_stub()
    registry = Registry(database)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        answer = TASKS[name](registry, **arguments)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
