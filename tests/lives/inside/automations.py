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
    for code in codes:
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)
