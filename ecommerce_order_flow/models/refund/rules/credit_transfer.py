"""SEPA credit transfer files: pain.001.001.09, one debtor per file."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sepaxml import SepaTransfer

from .sepa import LONGEST_NAME, LONGEST_TEXT, spell

SCHEMA = "pain.001.001.09"


@dataclass(frozen=True)
class Debtor:
    """The account that pays."""

    name: str
    iban: str
    bic: str


@dataclass(frozen=True)
class Transfer:
    """A transfer to one customer, in euros."""

    name: str
    iban: str
    amount: Decimal
    end_to_end: str
    text: str
    bic: str = ""


@dataclass(frozen=True)
class PaymentFile:
    """A file with the references that the bank uses: of the message and its batch."""

    message: str
    batch: str
    content: bytes


def write_transfers(debtor, transfers, day):
    """Return the file for transfers on a date.

    :param date day: The bank uses the next working day if it is in the past.
    :rtype: PaymentFile
    :raise sepaxml.validation.ValidationError: If it doesn't comply with its schema.
    """
    config = {
        "name": spell(debtor.name, LONGEST_NAME),
        "IBAN": debtor.iban,
        "BIC": debtor.bic,
        "batch": True,
        "currency": "EUR",
    }
    # The library would replace umlauts by letters without dots.
    writer = SepaTransfer(config, schema=SCHEMA, clean=False)
    for transfer in transfers:
        writer.add_payment(_prepare(transfer, day))
    content = writer.export(validate=True)
    [batch] = re.findall(rb"<PmtInfId>([^<]+)</PmtInfId>", content)
    return PaymentFile(writer.msg_id, batch.decode(), content)


def _prepare(transfer, day: date):
    bic = {"BIC": transfer.bic} if transfer.bic else {}
    return {
        "name": spell(transfer.name, LONGEST_NAME),
        "IBAN": transfer.iban,
        "amount": _count_cents(transfer.amount),
        "execution_date": day,
        "description": spell(transfer.text, LONGEST_TEXT),
        "endtoend_id": transfer.end_to_end,
        **bic,
    }


def _count_cents(amount):
    """Return an amount in cents.

    :raise ValueError: If it isn't a positive number of whole cents.
    """
    cents = amount * 100
    if cents != int(cents) or cents <= 0:
        raise ValueError(amount)
    return int(cents)
