from uuid import uuid4

from werkzeug.exceptions import NotFound

from odoo.exceptions import UserError
from odoo.http import request

from .order_portal import OrderPortal
from .page import page

SLIP = "ecommerce_order_flow.action_report_return_slip"


class ReturnPortal(OrderPortal):
    """Pages for customers to request returns, by a link and without JavaScript."""

    # === THE FORM === #

    @page("/my/orders/<int:order_id>/return", methods=["GET"])
    def order_return(self, order_id, access_token=None, **_kwargs):
        """Show the form with the returnable products."""
        order_sudo = self._find_order_to_return(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        return self._render_form(order_sudo)

    @page("/my/orders/<int:order_id>/return", methods=["POST"])
    def order_return_submit(self, order_id, access_token=None, step="", **form):
        """Show the preview with the refund, or create the return, each once only.

        Or show the form again, to change something.
        """
        order_sudo = self._find_order_to_return(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        if step == "change":
            return self._render_form(order_sudo, form)
        if step != "confirm":
            return self._render_preview(order_sudo, form)
        service = request.env["ecommerce.return.request"]
        try:
            files = request.httprequest.files.getlist("photos")
            photos = request.env["ecommerce.return.photo"]._read(files)
            with request.env.cr.savepoint():
                case_sudo = service._submit(order_sudo, form, photos)
        except UserError as refusal:
            return self._render_preview(order_sudo, form, str(refusal))
        return request.redirect(self._get_case_url(case_sudo), code=303)

    def _find_order_to_return(self, order_id, access_token):
        """Return the order if the visitor is its customer and may return products."""
        order_sudo = self._find_order_of_customer(order_id, access_token)
        offer = request.env["ecommerce.return.offer"]
        return order_sudo if order_sudo and offer._is_open(order_sudo) else None

    def _render_form(self, order_sudo, form=None, errors=()):
        service = request.env["ecommerce.return.request"]
        return request.render(
            "ecommerce_order_flow.portal_return_form",
            {
                "sale_order": order_sudo,
                "page_name": "order",
                "details": request.env["ecommerce.return.notifier"],
                "offers": request.env["ecommerce.return.offer"]._get(order_sudo),
                "reasons": service._get_reasons(),
                "values": form or {},
                "errors": errors,
            },
        )

    def _render_preview(self, order_sudo, form, error=""):
        """Render the preview, or the form again if an answer is invalid."""
        service = request.env["ecommerce.return.request"]
        answers = service._read(order_sudo, form)
        if answers.errors:
            return self._render_form(order_sudo, form, answers.errors)
        return request.render(
            "ecommerce_order_flow.portal_return_preview",
            {
                "sale_order": order_sudo,
                "page_name": "order",
                "error": error,
                "request_key": form.get("request_key") or uuid4().hex,
                **service._preview(order_sudo, answers),
            },
        )

    # === THE RETURN === #

    @page("/my/orders/<int:order_id>/return/<int:case_id>", methods=["GET"])
    def order_return_case(self, order_id, case_id, access_token=None, **_kwargs):
        """Show the number and state of a return, and the return address."""
        case_sudo = self._find_case(order_id, case_id, access_token)
        return self._render_case(case_sudo) if case_sudo else request.redirect("/my")

    @page("/my/orders/<int:order_id>/return/<int:case_id>/cancel", methods=["POST"])
    def order_return_cancel(self, order_id, case_id, access_token=None, **_kwargs):
        """Cancel the return; does nothing if it is cancelled already."""
        case_sudo = self._find_case(order_id, case_id, access_token)
        if not case_sudo:
            return request.redirect("/my")
        if case_sudo.state == "cancelled" or case_sudo.is_from_transfer:
            return self._render_case(case_sudo)
        service = request.env["ecommerce.return.decision"]
        return self._try(case_sudo, lambda: service._cancel(case_sudo))

    @page("/my/orders/<int:order_id>/return/<int:case_id>/sent", methods=["POST"])
    def order_return_sent(
        self, order_id, case_id, access_token=None, tracking_number="", **_kwargs
    ):
        """Record the tracking number of the customer's parcel."""
        case_sudo = self._find_case(order_id, case_id, access_token)
        if not case_sudo:
            return request.redirect("/my")
        service = request.env["ecommerce.return.transfer"]
        return self._try(
            case_sudo, lambda: service._note_sent(case_sudo, tracking_number)
        )

    @page("/my/orders/<int:order_id>/return/<int:case_id>/slip", methods=["GET"])
    def order_return_slip(self, order_id, case_id, access_token=None, **_kwargs):
        """Print the return slip, with the return number as a QR code."""
        case_sudo = self._find_case(order_id, case_id, access_token)
        if not case_sudo:
            return request.redirect("/my")
        # In sudo mode because customers can read neither reports nor returns.
        reports_sudo = request.env["ir.actions.report"].sudo()
        # Without wkhtmltopdf it opens as a page to print.
        has_pdf = reports_sudo.get_wkhtmltopdf_state() not in ("install", "broken")
        render = (
            reports_sudo._render_qweb_pdf if has_pdf else reports_sudo._render_qweb_html
        )
        content, kind = render(SLIP, case_sudo.ids)
        mimetype = "application/pdf" if kind == "pdf" else "text/html; charset=utf-8"
        return request.make_response(content, headers=[("Content-Type", mimetype)])

    def _try(self, case_sudo, act):
        """Call a function on a return, and show the return."""
        error = ""
        try:
            with request.env.cr.savepoint():
                act()
        except UserError as refusal:
            error = str(refusal)
        return self._render_case(case_sudo, error)

    def _find_case(self, order_id, case_id, access_token):
        """Return the return if its order is the visitor's."""
        order_sudo = self._find_order_of_customer(order_id, access_token)
        if not order_sudo:
            return None
        return order_sudo.return_ids.filtered(lambda case: case.id == case_id)

    def _get_case_url(self, case_sudo):
        return case_sudo.order_id.get_portal_url(suffix=f"/return/{case_sudo.id}")

    def _render_case(self, case_sudo, error=""):
        return request.render(
            "ecommerce_order_flow.portal_return_case",
            {
                "sale_order": case_sudo.order_id,
                "page_name": "order",
                "case": case_sudo,
                "details": request.env["ecommerce.return.notifier"],
                "error": error,
            },
        )

    # === WITHOUT THE LINK === #

    @page("/returns", methods=["GET", "POST"])
    def return_lookup(self, order_name="", email="", **_kwargs):
        """Send the link to the form; the answer doesn't reveal if the order exists."""
        website = request.website
        if not website.customer_can_return:
            raise NotFound
        is_asked = request.httprequest.method == "POST"
        if is_asked:
            # In sudo mode because visitors can't write their requests.
            request.env["ecommerce.return.lookup"].sudo()._ask(
                website, order_name, email, request.httprequest.remote_addr
            )
        return request.render(
            "ecommerce_order_flow.return_lookup", {"is_asked": is_asked}
        )
