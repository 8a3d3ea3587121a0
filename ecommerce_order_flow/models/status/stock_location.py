from odoo import models


class StockLocation(models.Model):
    _inherit = "stock.location"

    def _is_of_vendor(self):
        """Return whether products from the location are the vendor's, as in Odoo."""
        self.ensure_one()
        is_between_companies = self.usage == "transit" and not self.company_id
        return self.usage == "supplier" or is_between_companies
