from odoo import fields, models

COLUMN_ROLES = [
    ("date", "Booking Date"),
    ("amount", "Amount, or Money In"),
    ("debit", "Money Out"),
    ("purpose", "Purpose"),
    ("party", "Payer or Payee"),
    ("iban", "IBAN of the Other Party"),
    ("currency", "Currency"),
    ("end_to_end", "End-to-End Reference"),
]


class EcommerceBankImportColumn(models.TransientModel):
    """A column of a table of an unknown bank, assigned by the user."""

    _name = "ecommerce.bank.import.column"
    _description = "Bank File Column"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "index"

    import_id = fields.Many2one("ecommerce.bank.import", index=True, ondelete="cascade")
    index = fields.Integer(readonly=True)
    name = fields.Char(string="Title", readonly=True)
    samples = fields.Char(string="Begins With", readonly=True)
    role = fields.Selection(selection=COLUMN_ROLES, string="Contains")
