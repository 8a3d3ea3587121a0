"""Fill a database with Odoo's modules of a German web shop; runs in Odoo's Python."""

import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config
from odoo.tools.translate import load_language

LANGUAGES = ("en_US", "de_DE")
ADDRESS = {
    "street": "Musterstraße 1",
    "street2": False,
    "zip": "10115",
    "city": "Berlin",
}


def main(database, flavour, modules):
    """Install base, make the company German, install the rest, finish the website."""
    config.parse_config(["-d", database], setup_logging=True)
    demo = flavour == "demo"
    with_environment(
        Registry.new(database, update_module=True, new_db_demo=demo),
        prepare_languages,
        prepare_company,
    )
    with_environment(
        Registry.new(database, update_module=True, install_modules=modules),
        finish_website,
        finish_users,
        finish_payment,
    )


def with_environment(registry, *methods):
    """Run methods in one transaction."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        for method in methods:
            method(env)


def prepare_languages(env):
    """Activate the languages before the modules come, which then bring their terms."""
    for code in LANGUAGES:
        load_language(env.cr, code)
    installed = env["ir.module.module"].search([("state", "=", "installed")])
    installed._update_translations(LANGUAGES)


def prepare_company(env):
    """Make the company German before accounting comes, which then is German, too."""
    germany = env.ref("base.de")
    company = env.ref("base.main_company")
    company.partner_id.write({**ADDRESS, "country_id": germany.id, "state_id": False})
    company.currency_id = env.ref("base.EUR")


def finish_website(env):
    """Offer both languages on every website."""
    languages = env["res.lang"].search([("code", "in", LANGUAGES)])
    for website in env["website"].search([]):
        website.language_ids = languages
        website.default_lang_id = env.ref("base.lang_en")


def finish_users(env):
    """Set the clock of everybody who may log in."""
    env["res.users"].search([]).write({"tz": "Europe/Berlin"})


def finish_payment(env):
    """Let customers of the demo shop pay with the demo provider and by wire."""


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
