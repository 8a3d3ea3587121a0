from odoo import fields, models

from ..const import DELIVERY_IMPORT_RESULTS


class EcommerceDeliveryImportLine(models.TransientModel):
    _name = "ecommerce.delivery.import.line"
    _description = "Row of a Carrier's File"
    _order = "id"

    import_id = fields.Many2one(
        "ecommerce.delivery.import", index=True, ondelete="cascade"
    )
    number = fields.Char(string="Tracking Number", readonly=True)
    date = fields.Char(string="Date in the File", readonly=True)
    delivered_on = fields.Date(readonly=True)
    picking_id = fields.Many2one("stock.picking", string="Transfer", readonly=True)
    result = fields.Selection(selection=DELIVERY_IMPORT_RESULTS, readonly=True)
