from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    keep_salesteam = fields.Boolean(
        string="Keep Orders in the Sales Team",
        default=True,
        help="Orders stay in the sales team of this website, even if their "
        "salesperson belongs to another team.",
    )
