from odoo import fields, models

COLUMN_ROLES = [
    ("date", "Booking Day"),
    ("amount", "Amount, or Money In"),
    ("debit", "Money Out"),
    ("purpose", "Purpose"),
    ("party", "Payer or Payee"),
    ("iban", "IBAN of the Other Party"),
    ("currency", "Currency"),
    ("end_to_end", "End-to-End Reference"),
]


class EcommerceBankImportColumn(models.TransientModel):
    """A column of a table that no bank is known to write: people say what it holds."""

    _name = "ecommerce.bank.import.column"
    _description = "Column of a Bank's File"
    _order = "index"

    import_id = fields.Many2one("ecommerce.bank.import", index=True, ondelete="cascade")
    index = fields.Integer(readonly=True)
    name = fields.Char(string="Title", readonly=True)
    samples = fields.Char(string="Begins With", readonly=True)
    role = fields.Selection(selection=COLUMN_ROLES, string="Contains")
