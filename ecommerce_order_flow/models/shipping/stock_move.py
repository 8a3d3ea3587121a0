from odoo import models
from odoo.tools import format_date


class StockMove(models.Model):
    _inherit = "stock.move"

    def _describe_missing_quantity(self):
        """Return what the move waits for, and until when if that is known."""
        self.ensure_one()
        values = {
            "product": self.product_id.display_name,
            "missing": f"{self.product_uom_qty - self.quantity:g}",
            "uom": self.product_uom.name,
        }
        if self.forecast_expected_date:
            return self.env._(
                "%(product)s (%(missing)s %(uom)s, expected on %(date)s)",
                date=format_date(self.env, self.forecast_expected_date),
                **values,
            )
        return self.env._("%(product)s (%(missing)s %(uom)s)", **values)
