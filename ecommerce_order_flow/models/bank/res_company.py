from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    payment_match_days = fields.Integer(
        string="Orders Paid by Bank Lines",
        default=90,
        help="Maximum age of an order, in days, to be paid automatically by a bank "
        "line.",
    )

    _payment_match_days_possible = models.Constraint(
        "CHECK (payment_match_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
