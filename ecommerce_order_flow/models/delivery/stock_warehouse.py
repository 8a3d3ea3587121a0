from odoo import fields, models


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

    _handling_days_not_negative = models.Constraint(
        "CHECK(handling_days >= 0)",
        "The number of days cannot be negative.",
    )

    def _get_shipping_calendar(self, company):
        """Return the warehouse's working calendar, or the company's."""
        return self.shipping_calendar_id or company.resource_calendar_id
