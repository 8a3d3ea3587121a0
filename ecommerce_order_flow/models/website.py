from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    keep_salesteam = fields.Boolean(
        string="Keep Orders in the Sales Team",
        default=True,
        help="Orders stay in the sales team of this website, also when their "
        "salesperson belongs to another team.",
    )
    hold_days = fields.Integer(
        string="Release Holds After",
        help="Days after which a held order is free again, unless the one who holds it "
        "chooses another day. 0: until somebody releases it.",
    )

    _hold_days_not_negative = models.Constraint(
        "CHECK(hold_days >= 0)",
        "Holds can't end in the past: the number of days must be 0 or more.",
    )
