from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    hold_days = fields.Integer(
        string="Release Holds After",
        help="Default number of days after which orders on hold are released. 0 = "
        "never.",
    )

    _hold_days_possible = models.Constraint(
        "CHECK(hold_days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
