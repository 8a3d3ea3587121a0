"""Search for the journal of a statement's account."""

import re

from odoo.fields import Domain

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
# For payments with a QR reference Swiss banks assign a separate account number.
QR_IBAN = re.compile(r"(CH|LI)\d{2}3[01]\d{3}[A-Z0-9]{12}")
# Types of journals with accounts at banks and payment services.
JOURNAL_TYPES = ("bank", "credit", "cash")
SHORTEST_ACCOUNT = 6  # digits that identify an account


class JournalGuess:
    """Search for journals and currencies, which are read once for all statements."""

    def __init__(self, env):
        self.env = env
        self.journals = env["account.journal"].search(
            Domain("type", "in", JOURNAL_TYPES)
            & Domain("company_id", "in", env.companies.ids)
        )
        currencies = env["res.currency"].search([])
        self.currencies = {currency.name: currency for currency in currencies}

    def find_currency(self, name):
        """Return the active currency with a name, or an empty recordset."""
        return self.currencies.get(name, self.env["res.currency"])

    def find(self, statement):
        """Return the journal of a statement, or none if the user must choose."""
        found = _find_by_account(self.journals, statement.account)
        if not found:
            found = _find_by_name(self.journals, statement.format)
        fitting = found.filtered(
            lambda journal: get_currency(journal).name == statement.currency
        )
        found = fitting or found
        own = found.filtered(lambda journal: journal.company_id == self.env.company)
        return (own or found)[:1]


def names_account(statement):
    """Return whether the stated account number identifies the journal."""
    account = statement.account
    return bool(IBAN.fullmatch(account)) and not QR_IBAN.fullmatch(account)


def get_currency(journal):
    return journal.currency_id or journal.company_id.currency_id


def _find_by_account(journals, account):
    """Return the journals of an account; by a partial number only if unique."""
    if QR_IBAN.fullmatch(account):
        found = _find(journals, lambda number: number[:2] + number[9:], account)
    elif account.isdigit() and len(account) >= SHORTEST_ACCOUNT:
        found = _find(journals, lambda number: number[-len(account) :], account)
    else:
        return _find(journals, lambda number: number, account)
    accounts = found.bank_account_id.mapped("sanitized_acc_number")
    return found if len(set(accounts)) == 1 else found.browse()


def _find_by_name(journals, name):
    """Return the journals named like the bank or the payment service."""
    word = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    return journals.filtered(lambda journal: word.search(journal.name))


def _find(journals, shorten, account):
    """Return the journals whose shortened account number equals that of an account."""
    wanted = shorten(account)
    return journals.filtered(
        lambda journal: (
            wanted
            and shorten(journal.bank_account_id.sanitized_acc_number or "") == wanted
        )
    )
