from odoo import models


class ResPartnerBank(models.Model):
    _inherit = "res.partner.bank"

    def _get_holder_name(self):
        """Return the name that a transfer to the account has to bear."""
        self.ensure_one()
        return self.acc_holder_name or self.partner_id.name
