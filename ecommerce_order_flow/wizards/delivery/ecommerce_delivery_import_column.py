from odoo import fields, models


class EcommerceDeliveryImportColumn(models.TransientModel):
    _name = "ecommerce.delivery.import.column"
    _description = "Carrier File Column"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "index"

    import_id = fields.Many2one("ecommerce.delivery.import", ondelete="cascade")
    index = fields.Integer(readonly=True)
    name = fields.Char(readonly=True)
