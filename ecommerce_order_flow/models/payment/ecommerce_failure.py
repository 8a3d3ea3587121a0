from odoo import fields, models


class EcommerceFailure(models.Model):
    _inherit = "ecommerce.failure"

    issue = fields.Selection(
        selection_add=[
            ("amount_differs", "Amount Differs"),
            ("paid_twice", "Paid Twice"),
            ("paid_after_cancellation", "Paid After Cancellation"),
            ("out_of_stock", "Paid but Out of Stock"),
            ("reward_lost", "Paid but Reward Lost"),
        ]
    )
