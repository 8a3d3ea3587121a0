from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    hold_days = fields.Integer(
        string="Release Holds After",
        help="Default number of days after which orders on hold are released. 0 = "
        "never.",
    )

    _hold_days_not_negative = models.Constraint(
        "CHECK(hold_days >= 0)",
        "The number of days cannot be negative.",
    )
