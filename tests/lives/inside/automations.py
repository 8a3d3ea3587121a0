"""The automations, run as by their scheduled actions."""

from odoo.api import SUPERUSER_ID, Environment

# Automations that wait for a time of day, a carrier, a broken mail server or many
# records at once are never due here.
LEFT_OUT = (
    "remind_cart",
    "deliver_reminder",
    "ask_carrier",
    "note_delivery",
    "deliver_notification",
    "run_bulk",
)


def find_codes(registry):
    """Return the codes of the automations in their order."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        steps = env["ecommerce.automation"].search([("code", "not in", LEFT_OUT)])
        return steps.mapped("code")


def run(registry, codes, order_id):
    """Run all automations; those that failed with the order are retried at once."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        failures = env["ecommerce.failure"].search(
            [("order_id", "=", order_id), ("state", "=", "retry")]
        )
        failures.next_attempt = False
    remaining = iter(codes)
    while code := find_next(registry, remaining):
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)


def find_next(registry, codes):
    """Return the next automation with due records, or None if there is none.

    The others would find nothing and end: running all of them in one transaction is
    most of the time of a life.

    :param codes: An iterator, left behind the returned code.
    """
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        # Failures may be settled meanwhile.
        failing = env["ecommerce.failure"].search([]).mapped("automation_id.code")
        return next(
            (code for code in codes if code in failing or is_due(env, code)), None
        )


def is_due(env, code):
    """Return whether an automation finds due records."""
    automation = env["ecommerce.automation"]._find(code)
    return env["ecommerce.automation.runner"]._count_open(automation)
