from odoo import models

from .const import OWN_ORDER


class Website(models.Model):
    _inherit = "website"

    def _get_product_available_qty(self, product, **kwargs):
        """Override of `website_sale_stock` to exclude stock for waiting orders."""
        return super()._get_product_available_qty(
            product.with_context(**{OWN_ORDER: False}), **kwargs
        )
