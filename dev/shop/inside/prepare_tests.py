"""Make the company that the addons' tests share; runs in Odoo's Python."""

import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


class Preparation(AccountTestInvoicingCommon):
    """What Odoo's tests of accounting do for each class, done once."""


def main(database):
    """Make the company, with its accounts and warehouse."""
    config.parse_config(["-d", database], setup_logging=True)
    with Registry(database).cursor() as cr:
        context = Preparation.default_env_context()
        Preparation.env = Environment(cr, SUPERUSER_ID, context)
        company = Preparation.setup_independent_company()
        # Odoo itself makes it within tests only.
        Preparation.env["stock.warehouse"].create({"company_id": company.id})


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
