from odoo import fields, models

from ...client_actions import CLOSE


class EcommerceReturnDecline(models.TransientModel):
    _name = "ecommerce.return.decline"
    _description = "Decline Returns"
    _inherit = ["ecommerce.readable.mixin"]

    return_ids = fields.Many2many(
        "ecommerce.return",
        string="Returns",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    note = fields.Text(
        string="Message to the Customer",
        required=True,
        help="The customer receives it by email.",
    )

    def action_decline(self):
        """Decline the requests, and notify the customers of the reason."""
        self.ensure_one()
        decisions = self.env["ecommerce.return.decision"]
        for case in self.return_ids._sort_by_order():
            self.env["ecommerce.return.check"]._ensure_seller(case)
            # In sudo mode because cases are only written by their own methods.
            decisions._decline(case.sudo(), self.note)
        return CLOSE
