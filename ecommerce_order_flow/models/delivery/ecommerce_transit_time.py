from odoo import fields, models


class EcommerceTransitTime(models.Model):
    """How long a carrier's parcels to a country are on the way."""

    _name = "ecommerce.transit.time"
    _description = "Transit Time"
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

    _days_not_negative = models.Constraint(
        "CHECK(days >= 0)",
        "Parcels can't arrive before they leave: the number of days must be 0 or more.",
    )
    _country_unique = models.UniqueIndex(
        "(carrier_id, COALESCE(country_id, 0))",
        "Each country can be in a carrier's table once.",
    )
