from odoo import api, models
from odoo.tools import ormcache


class AccountPaymentTerm(models.Model):
    _inherit = "account.payment.term"

    @ormcache("self.id")
    def _is_paid_later(self):
        """Return whether the term allows payment after the delivery."""
        # In sudo mode because the cached value is the same for everybody.
        return any(line.nb_days for line in self.sudo().line_ids)


class AccountPaymentTermLine(models.Model):
    _inherit = "account.payment.term.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `account` to forget what is cached about the terms."""
        lines = super().create(vals_list)
        self.env.registry.clear_cache()
        return lines

    def write(self, vals):
        """Override of `account` to forget what is cached about the terms."""
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        """Override of `account` to forget what is cached about the terms."""
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
