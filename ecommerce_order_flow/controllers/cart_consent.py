from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .page import page


class CartConsent(http.Controller):
    """Page for the owner of an address to confirm the consent to cart reminders."""

    @page("/shop/reminders/confirm", methods=["GET", "POST"])
    def confirm(self, token=None, **_kwargs):
        """Ask for the confirmation (GET), or record it (POST).

        Opening the page changes nothing, because link scanners open it, too.
        """
        # In sudo mode because the recipient may confirm without signing in.
        Consent = request.env["ecommerce.cart.consent"].sudo()
        consent_sudo = Consent._find_unconfirmed(token)
        if not consent_sudo:
            raise NotFound
        is_done = request.httprequest.method == "POST"
        if is_done:
            consent_sudo._confirm()
        return request.render(
            "ecommerce_order_flow.cart_consent_confirm",
            {
                "consent": consent_sudo,
                "message": self._get_message(consent_sudo.email, is_done),
                "token": token,
                "is_done": is_done,
            },
        )

    def _get_message(self, email, is_done):
        if is_done:
            return request.env._(
                "Thank you. From now on we will send cart reminders to %(address)s. "
                "Each of them contains a link by which you can withdraw your consent.",
                address=email,
            )
        return request.env._(
            "Would you like to receive cart reminders at %(address)s?", address=email
        )
