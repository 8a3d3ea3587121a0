from odoo import fields, models


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    quarantine_location_id = fields.Many2one(
        "stock.location",
        copy=False,
        check_company=True,
        index="btree_not_null",
        help="Where returned products wait that cannot be sold. It is created by the "
        "first inspection that needs it, outside of the locations from which is sold.",
    )

    def _get_quarantine_location(self):
        """Return the location, created when it is first needed.

        It isn't below the warehouse's own location, because its stock would be for
        sale.
        """
        self.ensure_one()
        if not self.quarantine_location_id:
            # In sudo mode because warehouse staff may not create locations.
            self.sudo().quarantine_location_id = (
                self.env["stock.location"]
                .sudo()
                .create(
                    {
                        "name": self.env._("%(code)s Quarantine", code=self.code),
                        "usage": "internal",
                        "company_id": self.company_id.id,
                        "location_id": False,
                    }
                )
            )
        return self.quarantine_location_id
