from odoo import models


class EcommerceCompanyMixin(models.AbstractModel):
    """Records that stay with a company of the user.

    Odoo asks before a change whose record it is; afterwards it may be somebody else's:
    another website, delivery method or company can be written into it.
    """

    _name = "ecommerce.company.mixin"
    _description = "Records That Stay With Their Company"
    _inherit = ["ecommerce.guarded.mixin", "ecommerce.readable.mixin"]

    def write(self, vals):
        """Override to reject companies that aren't the user's.

        :raise AccessError: If the user may not write them anymore.
        """
        result = super().write(vals)
        self.check_access("write")
        return result
