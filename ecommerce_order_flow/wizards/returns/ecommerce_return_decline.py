from odoo import fields, models

from ...client_actions import CLOSE


class EcommerceReturnDecline(models.TransientModel):
    _name = "ecommerce.return.decline"
    _description = "Decline a Return"

    return_id = fields.Many2one(
        "ecommerce.return",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    note = fields.Text(
        string="Message to the Customer",
        required=True,
        help="The customer receives it by email.",
    )

    def action_decline(self):
        """Decline the request, and notify the customer of the reason."""
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_seller(self.return_id)
        # In sudo mode because cases are only written by their own methods.
        self.return_id.sudo()._decline(self.note)
        return CLOSE
