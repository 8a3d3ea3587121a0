from odoo import fields, models

# Results of a row of a carrier's file.
DELIVERY_IMPORT_RESULTS = [
    ("ready", "Ready to Import"),
    ("noted", "Imported"),
    ("delivered", "Already Delivered"),
    ("underway", "Not Delivered Yet"),
    ("returned", "Refused or Returned"),
    ("mistaken", "Still in Transit: Estimate Withdrawn"),
    ("undated", "No Delivery Date"),
    ("earlier", "Earlier Event"),
    ("unknown", "Unknown Tracking Number"),
    ("rounded", "Number Rounded by a Spreadsheet"),
    ("reused", "Number of a Newer Transfer"),
    ("doubled", "Duplicate in File"),
    ("incomplete", "Incomplete Tracking Numbers"),
    ("not_shipped", "Not Shipped Yet"),
    ("unreadable", "Invalid Date"),
    ("too_early", "Before Shipping Date"),
    ("future", "Future Date"),
]


class EcommerceDeliveryImportLine(models.TransientModel):
    _name = "ecommerce.delivery.import.line"
    _description = "Carrier File Row"
    _inherit = ["ecommerce.readable.mixin"]
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

    def _is_about_undelivered(self):
        """Return whether the row's parcel may be taken for delivered, but isn't.

        Includes a parcel returned after it was recorded as delivered, until its
        products are received.
        """
        self.ensure_one()
        if self.result == "returned":
            return any(move._is_outside() for move in self.picking_id.move_ids)
        is_mistaken = self.result == "mistaken"
        return is_mistaken and self.picking_id._can_be_delivered("import")
