from odoo import models
from odoo.tools import ormcache


class AccountPaymentTerm(models.Model):
    _inherit = "account.payment.term"

    @ormcache("self.id")
    def _is_paid_later(self):
        """Return whether the term allows payment after the delivery."""
        # In sudo mode because the cached value is the same for everybody.
        return any(line.nb_days for line in self.sudo().line_ids)


class AccountPaymentTermLine(models.Model):
    _name = "account.payment.term.line"
    _inherit = ["ecommerce.cached.mixin", "account.payment.term.line"]
