from odoo import api, models

from ..engine.numbers import format_number


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _explain_confirm_unpaid(self, order):
        """Override to add the reserved quantity."""
        sentence = super()._explain_confirm_unpaid(order)
        reserved = sentence and self._explain_reservation(order)
        return f"{sentence} {reserved}" if reserved else sentence

    @api.model
    def _explain_reservation(self, order):
        lines = order.order_line.filtered("reservation_move_ids")
        if not lines:
            return False
        if all(move.state == "assigned" for move in lines.reservation_move_ids):
            return self.env._("All of it is reserved.")
        return self.env._(
            "Reserved: %(reserved)s of %(wanted)s.",
            reserved=format_number(self.env, sum(lines.mapped("reserved_product_qty"))),
            wanted=format_number(self.env, sum(lines.mapped("product_uom_qty"))),
        )
