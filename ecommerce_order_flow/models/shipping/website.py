from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    hold_days = fields.Integer(
        string="Release Holds After",
        help="Days after which a held order is free again, unless the one who holds it "
        "chooses another day. 0: until somebody releases it.",
    )

    _hold_days_not_negative = models.Constraint(
        "CHECK(hold_days >= 0)",
        "Holds can't end in the past: the number of days must be 0 or more.",
    )
