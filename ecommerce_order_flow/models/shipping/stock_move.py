from odoo import models
from odoo.tools import format_date


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_done(self, cancel_backorder=False):
        """Override of `stock` to reduce transfers of products put back."""
        moves = super()._action_done(cancel_backorder=cancel_backorder)
        # In sudo mode because warehouse users may not read orders.
        put_back_sudo = moves.sudo().filtered(
            lambda move: move.sale_line_id and move._is_put_back()
        )
        if put_back_sudo:
            self.env["ecommerce.put.back"]._drop_excess(put_back_sudo.sale_line_id)
        return moves

    def _describe_missing_quantity(self):
        """Return the missing quantity and its forecast date."""
        self.ensure_one()
        values = {
            "product": self.product_id.display_name,
            "missing": self.env["ecommerce.mail.frame"]._format_quantity(
                self.product_uom_qty - self.quantity, self.product_uom
            ),
        }
        if self.forecast_expected_date:
            return self.env._(
                "%(product)s (%(missing)s, expected on %(date)s)",
                date=format_date(self.env, self.forecast_expected_date),
                **values,
            )
        return self.env._("%(product)s (%(missing)s)", **values)
