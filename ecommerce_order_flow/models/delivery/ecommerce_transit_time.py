from odoo import fields, models


class EcommerceTransitTime(models.Model):
    """The transit time of a carrier to a country."""

    _name = "ecommerce.transit.time"
    _description = "Transit Time"
    _inherit = ["ecommerce.company.mixin"]
    _order = "carrier_id, country_id, id"
    _rec_name = "country_id"

    carrier_id = fields.Many2one(
        "delivery.carrier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="carrier_id.company_id", store=True)
    country_id = fields.Many2one(
        "res.country",
        ondelete="cascade",
        help="Empty: all countries that are not in the table.",
    )
    days = fields.Integer(
        string="Working Days",
        required=True,
        default=1,
        help="From the day of shipping to the day of the delivery.",
    )

    _days_possible = models.Constraint(
        "CHECK(days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
    _country_unique = models.UniqueIndex(
        "(carrier_id, COALESCE(country_id, 0))",
        "Each country can be listed only once per carrier.",
    )
