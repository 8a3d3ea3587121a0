"""Fill a database with Odoo's modules of a German web shop; runs in Odoo's Python."""

import json
import sys
from contextlib import contextmanager

from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import config
from odoo.tools.translate import load_language

from odoo.addons.account.models.chart_template import AccountChartTemplate

LANGUAGES = ("en_US", "de_DE")
STREET = {"street": "Musterstraße 1", "street2": False}
TOWN = {"zip": "10115", "city": "Berlin", "state_id": False}


def main(database, flavour, modules):
    """Install base, set languages and currency, install the rest, and configure it."""
    config.parse_config(["-d", database], setup_logging=True)
    demo = flavour == "demo"
    with opened(database, new_db_demo=demo) as env:
        prepare_languages(env)
        env.ref("base.main_company").currency_id = env.ref("base.EUR")
    load_chart = leave_out_charts()
    with opened(database, install_modules=modules) as env:
        move_to_germany(env)
        company = env.ref("base.main_company")
        load_chart(env["account.chart.template"], "de_skr03", company)
        finish_website(env)
        env["res.users"].search([]).write({"tz": "Europe/Berlin"})
        # Don't report to Odoo's publisher.
        env.ref("mail.ir_cron_module_update_notification").active = False
        if demo:
            open_shop(env)


@contextmanager
def opened(database, **options):
    """Update the database, then change it by the block."""
    with Registry.new(database, update_module=True, **options).cursor() as cr:
        yield Environment(cr, SUPERUSER_ID, {})


# === BEFORE THE MODULES COME === #


def prepare_languages(env):
    """Activate the languages, so that the modules load their terms."""
    for code in LANGUAGES:
        load_language(env.cr, code)
    installed = env["ir.module.module"].search([("state", "=", "installed")])
    installed._update_translations(LANGUAGES)


def leave_out_charts():
    """Prevent modules and demo data from installing the American chart of accounts.

    :return: The method that really loads a chart.
    """
    load = AccountChartTemplate.try_loading
    AccountChartTemplate.try_loading = lambda *_args, **_kwargs: None
    return load


# === WHEN ALL MODULES ARE THERE === #


def move_to_germany(env):
    """Make the company German.

    Before that, the modules for electronic invoices would be installed as well.
    """
    germany = {"country_id": env.ref("base.de").id}
    env.ref("base.main_company").partner_id.write(STREET | TOWN | germany)


def finish_website(env):
    """Enable both languages on every website."""
    languages = env["res.lang"].search([("code", "in", LANGUAGES)])
    for website in env["website"].search([]):
        website.language_ids = languages
        website.default_lang_id = env.ref("base.lang_en")


def open_shop(env):
    """Reduce the demo data to one German shop with all payment methods."""
    company = env.ref("base.main_company")
    company.name = "Musterladen"
    others = env["res.company"].search([("id", "!=", company.id)])
    env["res.users"].with_context(active_test=False).search([]).write(
        {"company_id": company.id, "company_ids": [Command.set(company.ids)]}
    )
    others.active = False
    # They would try every day in vain to order what this shop can't buy.
    env["stock.warehouse.orderpoint"].search([]).active = False
    open_payment(env, company)


def open_payment(env, company):
    """Enable demo provider, wire transfer, cash on delivery and payment on site."""
    providers = env["payment.provider"].search(
        [("company_id", "=", company.id), ("code", "in", ["demo", "custom"])]
    )
    for provider in providers:
        state = "test" if provider.code == "demo" else "enabled"
        provider.write({"state": state, "is_published": True})
    env.ref("delivery.free_delivery_carrier").allow_cash_on_delivery = True


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
