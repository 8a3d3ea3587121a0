from odoo import fields, models

BANK_IMPORT_RESULTS = [
    ("new", "New"),
    ("perhaps", "Perhaps There Already"),
    ("known", "There Already"),
    ("pending", "Only Announced"),
    ("closed", "In a Closed Period"),
    ("undated", "No Day"),
    ("zero", "No Amount"),
    ("fine", "Finer Than a Cent"),
    ("imported", "Imported"),
]


class EcommerceBankImportLine(models.TransientModel):
    """A line of a bank's file, and what becomes of it."""

    _name = "ecommerce.bank.import.line"
    _description = "Line of a Bank's File"
    _order = "id"

    import_id = fields.Many2one(
        "ecommerce.bank.import",
        string="Bank Import",
        index=True,
        ondelete="cascade",
    )
    statement_id = fields.Many2one(
        "ecommerce.bank.import.statement", index=True, ondelete="cascade", readonly=True
    )
    index = fields.Integer(readonly=True)
    booked_on = fields.Date(string="Day", readonly=True)
    payer = fields.Char(string="Payer or Payee", readonly=True)
    purpose = fields.Char(readonly=True)
    currency_id = fields.Many2one(related="statement_id.currency_id")
    amount = fields.Monetary(readonly=True)
    note = fields.Char(readonly=True)
    result = fields.Selection(selection=BANK_IMPORT_RESULTS, readonly=True)
    is_wanted = fields.Boolean(
        string="Import",
        help="Lines that are perhaps there already are left out unless you want them.",
    )
