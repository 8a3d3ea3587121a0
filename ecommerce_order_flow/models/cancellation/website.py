from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    customer_can_cancel = fields.Boolean(
        string="Customers Can Cancel",
        help="Customers can cancel their order on its page until picking starts.",
    )
    cancellation_days = fields.Integer(
        string="Days to Cancel Services",
        default=14,
        help="Number of days within which customers can cancel orders that contain "
        "only services, tickets and downloads. 0 = as long as nothing of them "
        "was used.",
    )

    _cancellation_days_possible = models.Constraint(
        "CHECK(cancellation_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
