from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Carts are compared with what else was bought by the address.
    _email_normalized_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )

    def write(self, vals):
        """Override to look again at carts whose customer gets an address."""
        result = super().write(vals)
        if vals.get("email"):
            # In sudo mode because whoever keeps contacts need not know their carts.
            self.env["ecommerce.cart.reminder.mail"].sudo()._look_again_at_carts(self)
        return result
