from odoo import fields, models


class AccountJournal(models.Model):
    _inherit = "account.journal"

    bank_imported_at = fields.Datetime(
        string="Last Bank Import",
        readonly=True,
        copy=False,
        help="When somebody imported a bank file last, also if it brought nothing new.",
    )
