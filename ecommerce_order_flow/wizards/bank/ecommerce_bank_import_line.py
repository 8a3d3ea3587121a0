from odoo import fields, models

BANK_IMPORT_RESULTS = [
    ("new", "New"),
    ("perhaps", "Possible Duplicate"),
    ("far", "Unlikely Date"),
    ("known", "Already Imported"),
    ("pending", "Not Booked Yet"),
    ("closed", "In a Closed Period"),
    ("undated", "No Date"),
    ("zero", "No Amount"),
    ("fine", "Finer Than a Cent"),
    ("imported", "Imported"),
]


class EcommerceBankImportLine(models.TransientModel):
    """A line of a bank file in the preview."""

    _name = "ecommerce.bank.import.line"
    _description = "Bank File Line"
    _inherit = ["ecommerce.readable.mixin"]
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
    booked_on = fields.Date(string="Booking Date", readonly=True)
    payer = fields.Char(string="Payer or Payee", readonly=True)
    purpose = fields.Char(readonly=True)
    currency_id = fields.Many2one(related="statement_id.currency_id")
    amount = fields.Monetary(readonly=True)
    note = fields.Char(readonly=True)
    result = fields.Selection(selection=BANK_IMPORT_RESULTS, readonly=True)
    is_wanted = fields.Boolean(
        string="Import",
        help="Lines that may already exist or have an unlikely date are skipped "
        "unless you select them.",
    )
