from odoo import fields, models

# What becomes of a row of a carrier's file.
DELIVERY_IMPORT_RESULTS = [
    ("ready", "Will Be Noted"),
    ("noted", "Noted"),
    ("delivered", "Delivered Already"),
    ("underway", "Not Delivered Yet"),
    ("returned", "Refused or Returned"),
    ("mistaken", "Still on Its Way: Estimate Withdrawn"),
    ("undated", "No Date of Delivery"),
    ("earlier", "Earlier Event"),
    ("unknown", "Unknown Tracking Number"),
    ("rounded", "Number Rounded by a Spreadsheet"),
    ("doubled", "Number Twice in the File"),
    ("incomplete", "Other Numbers of the Parcel Are Missing"),
    ("not_shipped", "Not Shipped Yet"),
    ("unreadable", "Date Not Readable"),
    ("too_early", "Before the Day of Shipping"),
    ("future", "Date in the Future"),
]


class EcommerceDeliveryImportLine(models.TransientModel):
    _name = "ecommerce.delivery.import.line"
    _description = "Row of a Carrier's File"
    _order = "id"

    import_id = fields.Many2one(
        "ecommerce.delivery.import", index=True, ondelete="cascade"
    )
    number = fields.Char(string="Tracking Number", readonly=True)
    date = fields.Char(string="Date in the File", readonly=True)
    status = fields.Char(string="Status in the File", readonly=True)
    delivered_on = fields.Date(readonly=True)
    picking_id = fields.Many2one("stock.picking", string="Transfer", readonly=True)
    result = fields.Selection(selection=DELIVERY_IMPORT_RESULTS, readonly=True)
