from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    customer_can_cancel = fields.Boolean(
        string="Customers Can Cancel",
        help="Customers can cancel their order on its page until its goods are picked.",
    )
    cancellation_days = fields.Integer(
        string="Days to Cancel Services",
        default=14,
        help="Customers can cancel orders of services, tickets and downloads alone "
        "within so many days. 0: as long as nothing of them was used.",
    )
