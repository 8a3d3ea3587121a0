from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    customer_can_return = fields.Boolean(
        string="Returns by Online Form",
        help="Customers can request returns on the page of their order, or with "
        "the order number and their email address. Return policies define "
        "what can be returned, and until when.",
    )
    return_expiry_days = fields.Integer(
        string="Returns Expire After",
        default=30,
        help="Days after the approval in which customers have to send the products. "
        "Then the return is closed and the customer notified, unless there is a "
        "tracking number. 0: never.",
    )
    return_address_id = fields.Many2one(
        "res.partner",
        help="Where customers send the products. Empty: the address of the warehouse.",
    )

    _return_expiry_days_possible = models.Constraint(
        "CHECK(return_expiry_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
