from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.website_sale.controllers.cart import Cart
from odoo.addons.website_sale.controllers.main import WebsiteSale

# Where the session keeps what changed in a cart until the cart's page tells it.
CHANGES_KEY = "ecommerce_order_flow_cart_changes"
CART_KEY = "sale_order_id"  # Odoo's
CONSENT_FIELD = "cart_reminder_consent"
# Tells that the box was there, ticked or not.
ASKED_FIELD = "cart_reminder_asked"
# Where the session keeps for which cart the customer answered.
ANSWERED_KEY = "ecommerce_order_flow_cart_consent"


def is_consent_asked(cart_sudo):
    """Return whether the customer of a cart is asked to agree to reminders."""
    return request.session.get(ANSWERED_KEY) != cart_sudo.id and cart_sudo.env[
        "ecommerce.cart.consent"
    ]._is_asked(cart_sudo)


def note_consent(cart_sudo, source):
    """Note that the customer of a cart agreed to reminders of it.

    :return: Whether it counts; otherwise it does when it is confirmed by mail.
    """
    Consent = cart_sudo.env["ecommerce.cart.consent"]
    return Consent._note_consent_of(cart_sudo, source)


def keep_token_secret(response):
    """Have nobody else learn the token that is in the page's address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"


class CartReminder(Cart):
    """The way back to a cart, and consent to reminders of it."""

    @http.route()
    def cart(self, id=None, access_token=None, revive_method="", **post):
        """Override of `website_sale` to bring a cart back without questions.

        Odoo asks whether to merge or to replace the current cart, and does it as soon
        as a link says so. To look at ours changes nothing, whatever it says: mail
        programs and their scanners look, too. The page's form brings the cart back, by
        a press of its button or, in browsers, by itself.
        """
        if not (id and access_token):
            return super().cart(
                id=id, access_token=access_token, revive_method=revive_method, **post
            )
        order_sudo = self._get_recovery()._find_cart(id, access_token)
        if not order_sudo or order_sudo.website_id != request.website:
            raise NotFound
        if request.httprequest.method != "POST":
            return self._render_way_back(order_sudo, post.get("reminder"))
        self._come_back(order_sudo, post.get("reminder"))
        return request.redirect("/shop/cart")

    def _render_way_back(self, order_sudo, reminder_id):
        """Show what is in the cart, and the form that brings it back."""
        recovery = self._get_recovery()
        is_shown = recovery._is_open_cart(order_sudo) and recovery._is_cart_of(
            order_sudo, request.env.user
        )
        response = request.render(
            "ecommerce_order_flow.cart_return",
            {
                "cart": order_sudo,
                "reminder": reminder_id,
                "lines": order_sudo.website_order_line if is_shown else [],
            },
        )
        keep_token_secret(response)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _get_recovery(self):
        # In sudo mode because the link's token is the visitor's right to the cart.
        return request.env["ecommerce.cart.recovery"].sudo()

    def _come_back(self, order_sudo, reminder_id):
        """Make the cart the visitor's, and remember what to tell on its page."""
        recovery = self._get_recovery()
        if not recovery._is_open_cart(order_sudo):
            changes = [self._explain_closed_cart(order_sudo)]
        elif not recovery._is_cart_of(order_sudo, request.env.user):
            changes = [
                request.env._(
                    "The link belongs to somebody else's cart. Sign out to open it."
                )
            ]
        else:
            recovery._find_cart_mail(order_sudo, reminder_id)._note_opening()
            cart_sudo = recovery._take_up(order_sudo, request.cart)
            changes = recovery._restore_cart(cart_sudo, request.cart)
            request.session[CART_KEY] = cart_sudo.id
            request.session["website_sale_cart_quantity"] = cart_sudo.cart_quantity
        request.session[CHANGES_KEY] = changes

    def _explain_closed_cart(self, order_sudo):
        if order_sudo.state == "cancel":
            return request.env._("This cart was cancelled.")
        return request.env._("You have already ordered what was in this cart.")

    def _cart_values(self, **post):
        """Override of `website_sale` to tell what changed, and to ask for consent."""
        cart_sudo = request.cart
        return {
            **super()._cart_values(**post),
            "cart_changes": request.session.pop(CHANGES_KEY, []),
            "is_cart_consent_asked": cart_sudo
            and not request.env.user._is_public()
            and is_consent_asked(cart_sudo),
            "is_cart_consent_confirmed": cart_sudo
            and cart_sudo.website_id.cart_double_opt_in == "always",
        }

    @http.route(
        "/shop/cart/reminder_consent",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def cart_reminder_consent(self, **post):
        """Note that the signed-in customer agreed to reminders of the cart."""
        cart_sudo = request.cart
        may_agree = (
            cart_sudo
            and not request.env.user._is_public()
            and cart_sudo.partner_id.email_normalized
        )
        if may_agree and post.get(CONSENT_FIELD):
            request.session[CHANGES_KEY] = [
                request.env._("Thank you, we will remind you of your cart.")
                if note_consent(cart_sudo, "cart")
                else request.env._(
                    "Thank you. Please confirm it in the mail that we sent you."
                )
            ]
        return request.redirect("/shop/cart")


class CheckoutConsent(WebsiteSale):
    """Consent to reminders of the cart, where customers enter their address."""

    @http.route()
    def shop_address_submit(self, **form_data):
        """Override of `website_sale` to note consent with the address it is for."""
        has_agreed = form_data.pop(CONSENT_FIELD, None)
        was_asked = form_data.pop(ASKED_FIELD, None) or has_agreed
        result = super().shop_address_submit(**form_data)
        cart_sudo = request.cart
        if (
            was_asked
            and cart_sudo
            and not result.get_json(force=True).get("invalid_fields")
            and cart_sudo.partner_id.email_normalized
            and is_consent_asked(cart_sudo)
        ):
            self._note_answer(cart_sudo, has_agreed)
        return result

    def _note_answer(self, cart_sudo, has_agreed):
        """Note whether the customer ticked the box; not to do so is an objection."""
        request.session[ANSWERED_KEY] = cart_sudo.id
        if has_agreed:
            note_consent(cart_sudo, "checkout")
        else:
            cart_sudo.env["ecommerce.cart.consent"]._note_opt_out(
                cart_sudo.website_id, cart_sudo.partner_id.email_normalized, "checkout"
            )

    def _prepare_address_form_values(self, *args, order_sudo=False, **kwargs):
        """Override of `website_sale` to ask for consent to reminders."""
        values = super()._prepare_address_form_values(
            *args, order_sudo=order_sudo, **kwargs
        )
        if order_sudo:
            website = order_sudo.website_id
            Consent = order_sudo.env["ecommerce.cart.consent"]
            values["is_cart_consent_asked"] = is_consent_asked(order_sudo)
            values["is_cart_consent_confirmed"] = Consent._is_confirmed_by_mail(website)
            values["is_cart_notice_shown"] = website._has_cart_notice()
        return values
