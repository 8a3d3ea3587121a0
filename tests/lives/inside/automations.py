"""The automations: they run as their scheduled actions do."""

from odoo.api import SUPERUSER_ID, Environment

# What waits for its time of day, for a carrier, for a broken mail server or for many
# records at once is never due here.
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
    """Run all of them; what failed with the order is tried again at once."""
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
    """Return the next automation that has something to do, nothing if none has.

    The others would look, find nothing and end: looking at all of them in one
    transaction is most of what a life saves.

    :param codes: An iterator; it goes on behind what was returned.
    """
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        # What failed may be settled meanwhile.
        failing = env["ecommerce.failure"].search([]).mapped("automation_id.code")
        return next(
            (code for code in codes if code in failing or is_due(env, code)), None
        )


def is_due(env, code):
    """Tell whether an automation finds records that need it."""
    automation = env["ecommerce.automation"]._find(code)
    return env["ecommerce.automation.runner"]._count_open(automation)
