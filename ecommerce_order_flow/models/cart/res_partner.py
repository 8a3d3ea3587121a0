from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Index for the search of carts and orders by address.
    _email_normalized_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )

    def write(self, vals):
        """Override to recheck carts whose customer gets an address."""
        result = super().write(vals)
        if vals.get("email"):
            # In sudo mode because users who edit contacts may not read their carts.
            self.env["ecommerce.cart.reminder.mail"].sudo()._look_again_at_carts(self)
        return result
