from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request


class CartOptOut(http.Controller):
    """Where customers object to reminders of carts, by the links in the mails.

    To look at the page changes nothing: programs that check links look, too.
    """

    @http.route(
        "/shop/reminders/stop",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
    )
    def stop(self, token=None, **_kwargs):
        """Ask whether to stop the reminders; sent as a form, stop them."""
        website, email = self._read_token(token)
        is_done = request.httprequest.method == "POST"
        if is_done:
            self._note(website, email, "link")
        return request.render(
            "ecommerce_order_flow.cart_opt_out",
            {"email": email, "token": token, "is_done": is_done},
        )

    # Mail programs have no session, so no CSRF token: the link's own token counts.
    @http.route(
        "/shop/reminders/one-click",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        csrf=False,
        sitemap=False,
        save_session=False,
    )
    def one_click(self, token=None, **_kwargs):
        """Stop the reminders, as the mail program's button asks (RFC 8058)."""
        website, email = self._read_token(token)
        self._note(website, email, "one_click")
        return request.make_response("")

    def _read_token(self, token):
        """Return the website and the address; strangers get the same answer always."""
        # In sudo mode because whoever got the mail may object, signed in or not.
        Consent = request.env["ecommerce.cart.consent"].sudo()
        website, email = Consent._read_token(token)
        if not website or not email:
            raise NotFound
        return website, email

    def _note(self, website, email, source):
        request.env["ecommerce.cart.consent"].sudo()._note_opt_out(
            website, email, source
        )
