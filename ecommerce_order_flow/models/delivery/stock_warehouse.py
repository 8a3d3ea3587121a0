from odoo import fields, models
from odoo.tools import ormcache


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    handling_days = fields.Integer(
        string="Handling Time",
        default=1,
        required=True,
        help="Working days after the order within which its products leave the "
        "warehouse. 0 = on the same day. eCommerce orders that take longer "
        "are late.",
    )
    shipping_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Days",
        check_company=True,
        help="Days on which the warehouse works, and its time zone: parcels are on the "
        "way on working days only. Empty: the company's working hours.",
    )

    _handling_days_possible = models.Constraint(
        "CHECK(handling_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )

    def write(self, vals):
        """Override of `stock` to forget the cached calendar."""
        result = super().write(vals)
        if "shipping_calendar_id" in vals:
            self.env.registry.clear_cache()
        return result

    def _get_shipping_calendar(self, company):
        """Return the warehouse's working calendar, or the company's."""
        calendar = self.env["resource.calendar"].browse(self._get_own_calendar_id())
        return calendar or company.resource_calendar_id

    @ormcache("self.id")
    def _get_own_calendar_id(self):
        # In sudo mode because the cached value is the same for everybody.
        return self.sudo().shipping_calendar_id.id
