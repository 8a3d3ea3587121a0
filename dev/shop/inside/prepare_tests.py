"""Create the company shared by the addons' tests; runs in Odoo's Python."""

import json
import sys

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import config

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


class Preparation(AccountTestInvoicingCommon):
    """The setup of Odoo's accounting tests, done once instead of for each class."""


def main(database):
    """Create the company, with its accounts and warehouse."""
    config.parse_config(["-d", database], setup_logging=True)
    with Registry(database).cursor() as cr:
        context = Preparation.default_env_context()
        Preparation.env = Environment(cr, SUPERUSER_ID, context)
        company = Preparation.setup_independent_company()
        # Odoo itself only creates it within tests.
        Preparation.env["stock.warehouse"].create({"company_id": company.id})


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
