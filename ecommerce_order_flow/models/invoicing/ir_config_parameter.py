from odoo import api, models

AUTOMATIC_INVOICE = "sale.automatic_invoice"


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model_create_multi
    def create(self, vals_list):
        """Override to recompute eCommerce orders when *Automatic Invoice* changes."""
        parameters = super().create(vals_list)
        parameters._look_again_at_web_orders(parameters.mapped("key"))
        return parameters

    def write(self, vals):
        """Override to recompute eCommerce orders when *Automatic Invoice* changes."""
        result = super().write(vals)
        self._look_again_at_web_orders(self.mapped("key"))
        return result

    def unlink(self):
        """Override to recompute eCommerce orders when *Automatic Invoice* changes."""
        keys = self.mapped("key")
        result = super().unlink()
        self._look_again_at_web_orders(keys)
        return result

    @api.model
    def _look_again_at_web_orders(self, changed_keys):
        """Recompute the statuses of all eCommerce orders if the setting changed."""
        if AUTOMATIC_INVOICE not in changed_keys:
            return
        # In sudo mode because users who change settings may not see all orders.
        Order = self.env["sale.order"].sudo()
        orders = Order.search([("website_id", "!=", False)])
        self.env.add_to_compute(Order._fields["flow_stage"], orders)
