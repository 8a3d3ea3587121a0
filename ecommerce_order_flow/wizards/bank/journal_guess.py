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
    found = _find_by_account(journals, statement.account)
    if not found:
        found = _find_by_name(journals, statement.format)
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
    """Return the journals of an account; by a part of its number only if that tells."""
    if QR_IBAN.fullmatch(account):
        found = _find(journals, lambda number: number[:2] + number[9:], account)
    elif account.isdigit() and len(account) >= SHORTEST_ACCOUNT:
        found = _find(journals, lambda number: number[-len(account) :], account)
    else:
        return _find(journals, lambda number: number, account)
    accounts = found.bank_account_id.mapped("sanitized_acc_number")
    return found if len(set(accounts)) == 1 else found.browse()


def _find_by_name(journals, name):
    """Return the journals that are called as the bank or the payment service."""
    word = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    return journals.filtered(lambda journal: word.search(journal.name))


def _find(journals, shorten, account):
    """Return the journals of which the account's number is the same when shortened."""
    wanted = shorten(account)
    return journals.filtered(
        lambda journal: (
            wanted
            and shorten(journal.bank_account_id.sanitized_acc_number or "") == wanted
        )
    )
