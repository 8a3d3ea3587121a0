from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.website_sale.controllers.cart import Cart
from odoo.addons.website_sale.controllers.main import WebsiteSale

from .page import keep_token_secret, page

# Session key of the changes in a cart, until the cart's page shows them.
CHANGES_KEY = "ecommerce_order_flow_cart_changes"
CART_KEY = "sale_order_id"  # Odoo's key
CONSENT_FIELD = "cart_reminder_consent"
# Present if the form had the box, ticked or not.
ASKED_FIELD = "cart_reminder_asked"
# Session key of the cart for which the customer answered.
ANSWERED_KEY = "ecommerce_order_flow_cart_consent"


def is_consent_asked(cart_sudo):
    """Return whether the customer of a cart is asked for consent to reminders."""
    return request.session.get(ANSWERED_KEY) != cart_sudo.id and cart_sudo.env[
        "ecommerce.cart.consent"
    ]._is_asked(cart_sudo)


def note_consent(cart_sudo, source):
    """Record the consent of a cart's customer.

    :return: Whether it is in effect; otherwise once it is confirmed by email.
    """
    Consent = cart_sudo.env["ecommerce.cart.consent"]
    return Consent._note_consent_of(cart_sudo, source)


class CartReminder(Cart):
    """Restoring of carts, and consent to reminders."""

    @http.route()
    def cart(self, id=None, access_token=None, revive_method="", **post):
        """Override of `website_sale` to restore a cart without questions.

        Odoo asks whether to merge or to replace the current cart, and does so as soon
        as a link says it. Opening our link changes nothing, because email programs and
        their scanners open it, too. The cart is restored by the page's form, which the
        visitor or the browser's script submits.
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
        """Show the contents of the cart, and the form that restores it."""
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
        # In sudo mode because the link's token grants access to the cart.
        return request.env["ecommerce.cart.recovery"].sudo()

    def _come_back(self, order_sudo, reminder_id):
        """Make it the visitor's cart, and store the changes to show on its page."""
        recovery = self._get_recovery()
        if not recovery._is_open_cart(order_sudo):
            changes = [self._explain_closed_cart(order_sudo)]
        elif not recovery._is_cart_of(order_sudo, request.env.user):
            changes = [
                request.env._(
                    "This link belongs to another customer's cart. Sign out to open it."
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
        return request.env._("You have already ordered the items in this cart.")

    def _cart_values(self, **post):
        """Override of `website_sale` to show the changes, and to ask for consent."""
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

    @page("/shop/cart/reminder_consent", methods=["POST"])
    def cart_reminder_consent(self, **post):
        """Record the consent of the signed-in customer."""
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
                    "Thank you. Please confirm your consent in the email that we sent "
                    "you."
                )
            ]
        return request.redirect("/shop/cart")


class CheckoutConsent(WebsiteSale):
    """Consent to reminders in the address form of the checkout."""

    @http.route()
    def shop_address_submit(self, **form_data):
        """Override of `website_sale` to record the consent with its address."""
        has_agreed = form_data.pop(CONSENT_FIELD, None)
        was_asked = form_data.pop(ASKED_FIELD, None) or has_agreed
        result = super().shop_address_submit(**form_data)
        # It may name fields that the visitor made up; Odoo sends it as a page.
        result.headers["Content-Type"] = "application/json"
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
        """Record the answer; leaving the box unticked is an objection."""
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
