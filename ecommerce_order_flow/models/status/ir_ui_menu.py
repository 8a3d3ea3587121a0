from odoo import models

# Menus of `website_sale` moved from *Orders* to *Reporting*: what they list is a filter
# of *Orders*, or no order.
MOVED_MENUS = ("unpaid_orders", "abandoned_orders", "customers")


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Override to keep the menu *Orders* of the website short."""
        menus = [
            self.env.ref(f"website_sale.menu_orders_{name}", raise_if_not_found=False)
            for name in MOVED_MENUS
        ]
        return super()._load_menus_blacklist() + [menu.id for menu in menus if menu]
