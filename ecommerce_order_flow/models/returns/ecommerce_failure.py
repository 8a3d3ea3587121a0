from odoo import fields, models


class EcommerceFailure(models.Model):
    _inherit = "ecommerce.failure"

    issue = fields.Selection(
        selection_add=[("part_returned", "Part of a Kit Returned")]
    )
