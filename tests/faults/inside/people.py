"""Staff decides about money while an automation works on the same order."""

import time

from transactions import work
from waiting import begin_to_wait, open_books, open_provider

from odoo import fields
from odoo.api import SUPERUSER_ID, Environment

HALF = 0.5  # share of the money


def propose(registry):
    """Let a part of an order's money arrive.

    :return: The ids of the order and of the proposal that staff decides on.
    """
    order_id = work(registry, _let_money_come)
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("match_bank_line")
        [match] = env["ecommerce.payment.match"].search([("state", "=", "proposed")])
        return {"order": order_id, "match": match.id}


def _let_money_come(env):
    open_books(env)
    order = begin_to_wait(env, open_provider(env), 0)
    journal = env["account.journal"].search([("type", "=", "bank")], limit=1)
    env["account.bank.statement.line"].create(
        {
            "journal_id": journal.id,
            "date": fields.Date.today(),
            "payment_ref": order.name,
            "amount": order.amount_total * HALF,
        }
    )
    return order.id


def look_for_earlier_money(registry, order_id, seconds):
    """Lock an order's payments for some time, as the automation does."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        txs = env["sale.order"].browse(order_id).transaction_ids
        assert txs.try_lock_for_update(allow_referencing=True)
        txs._flow_seek_money()
        env.flush_all()
        time.sleep(seconds)


def accept(registry, match_id):
    """Accept a proposal, as the button does.

    :return: Its result.
    """
    return work(registry, _accept, match_id)


def _accept(env, match_id):
    match = env["ecommerce.payment.match"].browse(match_id)
    match.with_user(env.ref("base.user_admin")).action_accept()
    return match.state
