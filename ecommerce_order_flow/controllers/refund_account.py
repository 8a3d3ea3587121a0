from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .page import page


class RefundAccount(http.Controller):
    """Page for customers to enter the account for their refund.

    The answer to an invalid link reveals nothing.
    """

    @page("/shop/refund/account", methods=["GET"])
    def refund_account(self, token=None, **_kwargs):
        """Ask for the account, or show that it is known; changes nothing."""
        return self._render(self._find_refund(token), token)

    @page("/shop/refund/account", methods=["POST"])
    def refund_account_submit(self, token=None, iban="", holder="", **_kwargs):
        """Set the account; does nothing if it is set already."""
        refund_sudo = self._find_refund(token)
        service = request.env["ecommerce.refund.account"]
        error = ""
        if service._get_asked(refund_sudo):
            try:
                error = service._answer(refund_sudo, iban, holder)
            except UserError as refusal:
                error = str(refusal)
        return self._render(refund_sudo, token, error, iban=iban, holder=holder)

    def _find_refund(self, token):
        # In sudo mode because the link's token grants access to the refund.
        refund_sudo = request.env["ecommerce.refund.account"]._read_token(token)
        if not refund_sudo or refund_sudo.website_id != request.website:
            raise NotFound
        return refund_sudo

    def _render(self, refund_sudo, token, error="", **form):
        asked = request.env["ecommerce.refund.account"]._get_asked(refund_sudo)
        payments = asked or refund_sudo.payment_ids.filtered("is_by_hand")
        is_done = payments and set(payments.mapped("state")) == {"done"}
        order_name = refund_sudo.order_id.name
        response = request.render(
            "ecommerce_order_flow.refund_account",
            {
                "title": request.env._("Refund of your order %s", order_name),
                "message": self._get_message(refund_sudo, payments, asked, is_done),
                "is_asked": bool(asked),
                "is_known": is_done or payments.account_id,
                "token": token,
                "error": error,
                "iban": form.get("iban", ""),
                "holder": form.get("holder", refund_sudo.partner_id.name),
            },
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _get_message(self, refund_sudo, payments, asked, is_done):
        """Return the page's message about the transfers to the account."""
        order_sudo = refund_sudo.order_id
        amount = order_sudo._format_money(sum(payments.mapped("amount")))
        if asked:
            return request.env._(
                "We will transfer %(amount)s to you. Which account should we use?",
                amount=amount,
            )
        if is_done:
            return request.env._(
                "We have transferred %(amount)s to you.", amount=amount
            )
        if account_sudo := payments.account_id[:1]:
            return request.env._(
                "Thank you. We will transfer %(amount)s to your account ending in "
                "%(digits)s. Please contact us if it is the wrong account.",
                amount=amount,
                digits=(account_sudo.sanitized_acc_number or "")[-4:],
            )
        return request.env._(
            "We no longer need your account details. Please contact us if you have "
            "any questions."
        )
