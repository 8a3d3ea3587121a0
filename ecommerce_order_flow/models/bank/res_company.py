from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    payment_match_days = fields.Integer(
        string="Orders Paid by Bank Lines",
        default=90,
        help="How old an order may be, in days, to be paid by a bank line without "
        "anybody looking.",
    )

    _payment_match_days_positive = models.Constraint(
        "CHECK (payment_match_days >= 0)",
        "How old an order may be can't be less than no day.",
    )
