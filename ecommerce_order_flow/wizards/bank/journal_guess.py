"""Finds the journal of a statement's account."""

import re

from odoo.fields import Domain

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
# For payments with a QR reference Swiss banks give accounts a number of their own.
QR_IBAN = re.compile(r"(CH|LI)\d{2}3[01]\d{3}[A-Z0-9]{12}")
SHORTEST_ACCOUNT = 6  # digits that tell an account


def find_journal(env, statement, types):
    """Return the journal of a statement, none if people have to choose one.

    :param types: Of journals that may have statements.
    """
    journals = env["account.journal"].search(
        Domain("type", "in", types) & Domain("company_id", "in", env.companies.ids)
    )
    found = _find_by_account(journals, statement.account) or journals.filtered(
        lambda journal: statement.format.lower() in journal.name.lower()
    )
    fitting = found.filtered(
        lambda journal: get_currency(journal).name == statement.currency
    )
    found = fitting or found
    own = found.filtered(lambda journal: journal.company_id == env.company)
    return (own or found)[:1]


def names_account(statement):
    """Return whether a statement says the number by which its journal is known."""
    account = statement.account
    return bool(IBAN.fullmatch(account)) and not QR_IBAN.fullmatch(account)


def get_currency(journal):
    return journal.currency_id or journal.company_id.currency_id


def _find_by_account(journals, account):
    if QR_IBAN.fullmatch(account):
        return _find(journals, lambda number: number[:2] + number[9:], account)
    if account.isdigit() and len(account) >= SHORTEST_ACCOUNT:
        return _find(journals, lambda number: number[-len(account) :], account)
    return _find(journals, lambda number: number, account)


def _find(journals, shorten, account):
    """Return the journals of which the account's number is the same when shortened."""
    wanted = shorten(account)
    return journals.filtered(
        lambda journal: (
            wanted
            and shorten(journal.bank_account_id.sanitized_acc_number or "") == wanted
        )
    )
