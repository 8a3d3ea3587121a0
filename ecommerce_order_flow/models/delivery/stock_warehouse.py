from odoo import fields, models


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    handling_days = fields.Integer(
        string="Ships Within",
        default=1,
        required=True,
        help="Working days after the order within which its goods leave the warehouse. "
        "0: on the same day. Web orders that take longer are late.",
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
        "Goods can't leave before they are ordered: the number of days must be 0 or "
        "more.",
    )

    def _get_shipping_calendar(self, company):
        """Return the working days; without a warehouse the company's."""
        return self.shipping_calendar_id or company.resource_calendar_id
