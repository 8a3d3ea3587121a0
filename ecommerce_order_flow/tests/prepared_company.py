from odoo.fields import Command

from odoo.addons.account_payment.tests.common import AccountPaymentCommon

# The company of Odoo's tests of accounting.
PREPARED_COMPANY = "company_1_data"


class PreparedCompanyCommon(AccountPaymentCommon):
    """Tests in a company that is there before them: it takes seconds to make one."""

    @classmethod
    def setup_independent_company(cls, **kwargs):
        """Override of `account`: take the company that is there before all classes."""
        prepared = cls.env["res.company"].search([("name", "=", PREPARED_COMPANY)])
        if not prepared:
            return super().setup_independent_company(**kwargs)
        cls.env.user.company_ids = [Command.link(prepared.id)]
        return prepared
