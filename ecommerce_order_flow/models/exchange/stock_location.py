from odoo import fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    is_for_repairs = fields.Boolean(
        string="For Repairs",
        copy=False,
        help="Returned products are received here if the customer wants a repair. It "
        "belongs to no warehouse, so that they aren't sold.",
    )
