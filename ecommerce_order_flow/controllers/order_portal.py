from odoo.exceptions import AccessError, MissingError
from odoo.http import request
from odoo.tools import consteq

from odoo.addons.sale.controllers.portal import CustomerPortal

from .page import is_token

MOST_ID = 2**31 - 1


class OrderPortal(CustomerPortal):
    """Common methods of the pages of an order."""

    def _find_order_of_visitor(self, order_id, access_token):
        """Return the order if the visitor may see it.

        The answer to strangers doesn't reveal whether the order exists.
        """
        # Neither the database nor the comparison of tokens supports other values.
        if order_id > MOST_ID or not is_token(access_token):
            return None
        try:
            return self._document_check_access(
                "sale.order", order_id, access_token=access_token
            )
        except (AccessError, MissingError):
            return None

    def _find_order_of_customer(self, order_id, access_token):
        """Return the order if the visitor may act as its customer.

        Staff may see orders, too, but acts in the back end under its own name.
        """
        order_sudo = self._find_order_of_visitor(order_id, access_token)
        if order_sudo and self._is_customer(order_sudo, access_token):
            return order_sudo
        return None

    def _is_customer(self, order_sudo, access_token):
        """Return whether the visitor has the order's link, or is its customer.

        Includes the customer's company, as in Odoo's portal rule.
        """
        if access_token and consteq(order_sudo.access_token or "", access_token):
            return True
        company = order_sudo.partner_id.commercial_partner_id
        return request.env.user.partner_id.commercial_partner_id == company
