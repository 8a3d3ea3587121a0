from odoo import api, models


class EcommerceShippingCheck(models.AbstractModel):
    _inherit = "ecommerce.shipping.check"

    @api.model
    def _explain_waiting_for_money(self, picking):
        """Override of `shipping` to wait for the difference of an exchange."""
        if reason := super()._explain_waiting_for_money(picking):
            return reason
        order, hold = picking.sale_id, self.env["ecommerce.hold"]
        is_held = hold._brings_replacement(picking) and hold._awaits_difference(order)
        return is_held and self.env._(
            "%(order)s is on hold until the customer has paid %(amount)s for the "
            "exchange.",
            order=order.name,
            amount=order._format_money(order.amount_owed),
        )
