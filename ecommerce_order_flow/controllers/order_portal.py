from odoo.exceptions import AccessError, MissingError

from odoo.addons.sale.controllers.portal import CustomerPortal


class OrderPortal(CustomerPortal):
    """Pages of an order, for whoever placed it."""

    def _find_order_of_visitor(self, order_id, access_token):
        """Return the order if the visitor may see it.

        Strangers get the same answer, whether the order exists or not.
        """
        try:
            return self._document_check_access(
                "sale.order", order_id, access_token=access_token
            )
        except (AccessError, MissingError):
            return None
