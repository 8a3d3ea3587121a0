from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .page import page


class CartOptOut(http.Controller):
    """Pages for customers to object to cart reminders by the links in the emails.

    Opening the page changes nothing, because link scanners open it, too.
    """

    @page("/shop/reminders/stop", methods=["GET", "POST"])
    def stop(self, token=None, **_kwargs):
        """Ask for the confirmation (GET), or record the objection (POST)."""
        website, email = self._read_token(token)
        is_done = request.httprequest.method == "POST"
        if is_done:
            self._note(website, email, "link")
        return request.render(
            "ecommerce_order_flow.cart_opt_out",
            {
                "message": self._get_message(email, is_done),
                "token": token,
                "is_done": is_done,
            },
        )

    def _get_message(self, email, is_done):
        if is_done:
            return request.env._(
                "We will not send any more cart reminders to %(address)s. Emails about "
                "your orders are sent as before.",
                address=email,
            )
        return request.env._(
            "Would you like us to stop sending cart reminders to %(address)s? Emails "
            "about your orders are sent as before.",
            address=email,
        )

    # Email programs have no session and thus no CSRF token: the link's token counts.
    @page("/shop/reminders/one-click", methods=["POST"], csrf=False, save_session=False)
    def one_click(self, token=None, **_kwargs):
        """Record the objection by an email program's unsubscribe button (RFC 8058)."""
        website, email = self._read_token(token)
        self._note(website, email, "one_click")
        return request.make_response("")

    def _read_token(self, token):
        """Return the website and address of the token.

        :raise NotFound: For any invalid token.
        """
        # In sudo mode because the recipient may object without signing in.
        Consent = request.env["ecommerce.cart.consent"].sudo()
        website, email = Consent._read_token(token)
        if not website or not email:
            raise NotFound
        return website, email

    def _note(self, website, email, source):
        # In sudo mode because whoever got the mail may object, signed in or not.
        request.env["ecommerce.cart.consent"].sudo()._note_opt_out(
            website, email, source
        )
