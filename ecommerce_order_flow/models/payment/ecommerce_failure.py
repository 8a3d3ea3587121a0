from odoo import fields, models


class EcommerceFailure(models.Model):
    _inherit = "ecommerce.failure"

    issue = fields.Selection(
        selection_add=[
            ("paid_too_little", "Paid Too Little"),
            ("paid_too_much", "Paid Too Much"),
            ("paid_twice", "Paid Twice"),
            ("paid_after_cancellation", "Paid After Cancellation"),
            ("payment_lost", "Payment Failed After Confirmation"),
            ("authorized_too_little", "Authorized Too Little"),
            ("authorized_too_much", "Authorized Too Much"),
            ("given_up", "Products No Longer Shipped"),
            ("shipped_too_much", "Shipped Too Much"),
            ("invoiced_too_much", "Invoiced Too Much"),
            ("invoiced_too_little", "Invoiced Too Little"),
            ("out_of_stock", "Paid but Out of Stock"),
            ("reward_lost", "Paid but Reward Lost"),
        ]
    )
