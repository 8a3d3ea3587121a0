from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    customer_can_cancel = fields.Boolean(
        string="Customers Can Cancel",
        help="Customers can cancel their order on its page until its goods are picked.",
    )
