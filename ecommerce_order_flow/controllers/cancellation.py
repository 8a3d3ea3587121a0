from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .order_portal import MOST_ID, OrderPortal
from .page import is_token, page


class OrderCancellationPortal(OrderPortal):
    """Pages for customers to cancel an order before picking."""

    @page("/my/orders/<int:order_id>/cancel", methods=["GET"])
    def order_cancellation(self, order_id, access_token=None, **_kwargs):
        """Ask for confirmation, or show that the order is cancelled."""
        order_sudo = self._find_order_to_cancel(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        return self._render_cancellation(order_sudo)

    @page("/my/orders/<int:order_id>/cancel", methods=["POST"])
    def order_cancellation_submit(
        self, order_id, access_token=None, reason="", **_kwargs
    ):
        """Cancel the order; does nothing if it is cancelled already."""
        order_sudo = self._find_order_to_cancel(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        error = ""
        if order_sudo.state != "cancel":
            try:
                with request.env.cr.savepoint():
                    order_sudo._cancel_before_shipping("customer", reason)
            except UserError as refusal:
                error = str(refusal)
        return self._render_cancellation(order_sudo, error)

    def _find_order_to_cancel(self, order_id, access_token):
        """Return the order if the visitor is its customer and may cancel orders.

        Cancelled orders are included: their page shows the state.
        """
        order_sudo = self._find_order_of_customer(order_id, access_token)
        if not order_sudo or not order_sudo.website_id.customer_can_cancel:
            return None
        is_placed = order_sudo.cancelled_by or request.env[
            "ecommerce.cancellation.check"
        ]._is_placed(order_sudo)
        return order_sudo if is_placed else None

    def _render_cancellation(self, order_sudo, error=""):
        check = request.env["ecommerce.cancellation.check"]
        refusal = check._explain_refusal(order_sudo, by="customer")
        return request.render(
            "ecommerce_order_flow.portal_cancellation",
            {
                "sale_order": order_sudo,
                "page_name": "order",
                "title": self._get_title(order_sudo, refusal),
                "error": error or refusal,
                "is_cancelled": order_sudo.state == "cancel",
                "can_be_cancelled": not refusal,
            },
        )

    def _get_title(self, order_sudo, refusal):
        env = request.env
        if order_sudo.state == "cancel":
            return env._("Your order %(order)s is cancelled", order=order_sudo.name)
        if refusal:
            return env._(
                "Your order %(order)s cannot be cancelled anymore",
                order=order_sudo.name,
            )
        return env._("Cancel your order %(order)s?", order=order_sudo.name)

    # === DOWNLOADS === #

    # Opening a document is recorded, so the route isn't `readonly` like Odoo's own.
    # A function, because Odoo warns of any other value.
    @http.route(readonly=lambda _controller, _rule, _args: False)
    def portal_quote_document(self, order_id, document_id, access_token=None):
        """Override of `sale` to record that the customer opened a download."""
        if not is_token(access_token) or document_id > MOST_ID:
            return request.redirect("/my")
        order_sudo = self._find_order_of_visitor(order_id, access_token)
        if order_sudo and request.env.user.share:
            # In sudo mode because visitors can't read documents.
            document_sudo = request.env["product.document"].sudo().browse(document_id)
            request.env["ecommerce.cancellation.limit"]._note_opened_download(
                order_sudo, document_sudo.exists()
            )
        return super().portal_quote_document(order_id, document_id, access_token)
