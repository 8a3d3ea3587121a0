from odoo import api, models


class EcommercePaymentCheck(models.AbstractModel):
    _inherit = "ecommerce.payment.check"

    @api.model
    def _explain_part_returned(self, order, amounts):
        return self.env._(
            "Parts of kits worth %(amount)s came back: refund their value, send them "
            "again, or decide that nothing is refunded.",
            **amounts,
        )
