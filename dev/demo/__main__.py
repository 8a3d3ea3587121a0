"""Fill the demo shop with orders; runs in Odoo's Python."""

import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from .carts import leave_carts
from .clock import turned_back
from .mails import on_their_way_for_long
from .opening import open_shop
from .requests import import_payments
from .shop import Shop
from .stories import tell_stories

# All users speak German. Emails stay in the queue.
CONTEXT = {"lang": "de_DE", "mail_notify_force_send": False}


def main(database):
    """Configure the shop, create its orders, and run the automations."""
    config.parse_config(["-d", database], setup_logging=True)
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, CONTEXT)
        open_shop(env)
        with on_their_way_for_long(env):
            with turned_back() as clock:
                shop = Shop(env)
                tell_stories(shop, clock)
                leave_carts(shop, clock)
                import_payments(shop, clock)
            # Like the crons of a running shop.
            steps = env["ecommerce.automation"].search([])
            for code in steps.mapped("code"):
                steps._cron_run(code)


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
