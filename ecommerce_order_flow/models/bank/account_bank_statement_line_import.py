from odoo import fields, models


class AccountBankStatementLine(models.Model):
    _inherit = "account.bank.statement.line"

    import_key = fields.Char(
        readonly=True,
        copy=False,
        help="What the line is known by when its bank file is imported again: a digest "
        "of the booking, and which of several equal ones it is.",
    )

    _import_key_unique = models.UniqueIndex(
        "(journal_id, import_key) WHERE import_key IS NOT NULL",
        "These bank statement lines were imported a moment ago. Preview the file again "
        "to see what is left.",
    )
