"""Imports of bank files."""

import base64

from transactions import work

from odoo import Command

ACCOUNT = "DE68900000010012345678"
HEAD = "Buchung;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Währung"


def open_account(registry):
    """Create a bank journal for the shop."""
    work(registry, _open_account)


def _open_account(env):
    currency = env.ref("base.EUR")
    currency.active = True
    journal = env["account.journal"].create(
        {
            "name": "Imports",
            "code": "IMP",
            "type": "bank",
            "currency_id": currency.id,
        }
    )
    journal.bank_account_id = env["res.partner.bank"].create(
        {"acc_number": ACCOUNT, "partner_id": env.company.partner_id.id}
    )


def import_file(registry, count):
    """Import a file with that many payments, from the preview to the last line.

    :return: The state of the lines.
    """
    return work(registry, _import_file, count)


def _import_file(env, count):
    rows = (f"05.11.2026;Kim;S{number:05};{number}.00" for number in range(count))
    lines = (row.replace(".00", ",50;EUR") for row in rows)
    content = "\n".join((f"IBAN;{ACCOUNT}", HEAD, *lines))
    attachment = env["ir.attachment"].create(
        {"name": "bank.csv", "datas": base64.b64encode(content.encode())}
    )
    wizard = env["ecommerce.bank.import"].create(
        {"attachment_ids": [Command.set(attachment.ids)]}
    )
    wizard.action_preview()
    wizard.action_import()
    return wizard.line_ids.mapped("result")
