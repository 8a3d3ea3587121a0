from odoo import models

# What decides whether a customer is a business, and whose contact somebody is.
BUSINESS_FIELDS = {"company_name", "is_company", "parent_id", "vat"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        """Override to update the orders of customers who become businesses, or none.

        What is invoiced stays as it was: a customer may have very many orders.
        """
        result = super().write(vals)
        if BUSINESS_FIELDS & vals.keys():
            self._update_orders_of_business()
        return result

    def _update_orders_of_business(self):
        # In sudo mode because users who edit contacts may not read all of the company
        # and its orders.
        self_sudo = self.sudo().with_context(active_test=False)
        company = self_sudo.commercial_partner_id
        contacts = self_sudo | self_sudo.search(
            [("commercial_partner_id", "in", company.ids)]
        )
        orders = self_sudo.env["sale.order"].search(
            [
                ("partner_invoice_id", "in", contacts.ids),
                ("website_id", "!=", False),
                ("invoice_status", "!=", "invoiced"),
            ]
        )
        for order in orders:
            is_business = order._is_of_business()
            if order.is_business != is_business:
                order.is_business = is_business
