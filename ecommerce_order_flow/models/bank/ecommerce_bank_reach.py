from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import format_date

# A journal without imported statements for so long is considered unused.
LONGEST_PAUSE = relativedelta(days=90)


class EcommerceBankReach(models.AbstractModel):
    """The date up to which bank statements cover customer payments.

    The journal of the bank account shown to customers counts, if statements are
    imported for it. Otherwise all journals in use of the company count, and the least
    recent one decides. Excluded are archived journals, and those with *Customers Pay to
    This Account* off.
    """

    _name = "ecommerce.bank.reach"
    _description = "Reach of Bank Statements"

    @api.model
    def _find_journals(self, provider):
        """Return the journals whose statements count for a provider's orders."""
        # Automations also see archived records. In sudo mode because users who see
        # automations may not read providers, journals and bank lines.
        provider = provider.sudo().with_context(active_test=True)
        company, env = provider.company_id, provider.env
        imported = env["account.journal"]._find_imported(company)
        instructions = env["ecommerce.payment.instructions"]
        account = instructions._find_account(provider, company)
        told = imported.filtered(lambda it: account and it.bank_account_id == account)
        first_day = company._get_today() - LONGEST_PAUSE
        used = imported.filtered(lambda it: it._was_imported_since(first_day))
        return told or used or imported

    @api.model
    def _explain_gap(self, provider, day):
        """Return why payments up to a date may be missing, or an empty string.

        :param date day: The date that the statements of all relevant journals must
            cover.
        """
        for journal in self._find_journals(provider):
            if journal._has_lines_to_match():
                return self.env._(
                    "%(journal)s has bank lines that are still to be matched with "
                    "orders.",
                    journal=journal.display_name,
                )
            known_on = journal._get_known_on()
            if not known_on or known_on < day:
                return self._explain_old_statements(journal, known_on, day)
        return ""

    @api.model
    def _explain_old_statements(self, journal, known_on, day):
        values = {
            "journal": journal.display_name,
            "day": format_date(self.env, day),
            "label": journal._fields["tells_payments"]._description_string(self.env),
        }
        if not known_on:
            return self.env._(
                "It is not known up to which date the bank statements of %(journal)s "
                "reach: import them up to %(day)s at least. If customers do not pay "
                "to this account, disable %(label)s in the journal.",
                **values,
            )
        return self.env._(
            "The bank statements of %(journal)s reach up to %(known)s: import them up "
            "to %(day)s at least. If customers do not pay to this account, disable "
            "%(label)s in the journal.",
            known=format_date(self.env, known_on),
            **values,
        )
