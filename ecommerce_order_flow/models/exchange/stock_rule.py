from odoo import models


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _get_custom_move_fields(self):
        """Override of `stock` to link the deliveries of replacements."""
        return [*super()._get_custom_move_fields(), "exchange_line_id"]
