from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # Carts are compared with what else was bought by the address.
    _email_normalized_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )
