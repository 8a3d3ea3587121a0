from odoo.http import request

from .order_portal import OrderPortal
from .page import page

# Fields of the invoice that the customer can change, as in the checkout.
BILLING_FIELDS = (
    "company_name",
    "vat",
    "name",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
)
# Fields that make the recipient another one than the customer.
COMPANY_FIELDS = ("company_name", "vat")


class OrderInvoicePortal(OrderPortal):
    """Pages for customers to request the invoice of an order."""

    @page("/my/orders/<int:order_id>/invoice", methods=["GET"])
    def order_invoice(self, order_id, access_token=None, **_kwargs):
        """Show the order's invoice, or the form with its recipient."""
        order_sudo = self._find_order(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        if invoice_sudo := order_sudo._get_posted_invoices().sorted("id")[-1:]:
            return request.redirect(invoice_sudo.get_portal_url())
        return self._render_invoice_form(order_sudo, access_token)

    @page("/my/orders/<int:order_id>/invoice", methods=["POST"])
    def order_invoice_submit(self, order_id, access_token=None, **form):
        """Create the invoice, or show the existing one."""
        order_sudo = self._find_order(order_id, access_token)
        if not order_sudo:
            return request.redirect("/my")
        if not order_sudo._get_posted_invoices():
            if errors := self._set_billing_address(order_sudo, form):
                return self._render_invoice_form(
                    order_sudo, access_token, form=form, errors=errors
                )
            order_sudo.env["ecommerce.invoice.creation"]._request_invoice(order_sudo)
        if order_sudo._get_posted_invoices():
            return self.order_invoice(order_id, access_token)
        return self._render_invoice_form(order_sudo, access_token, is_delayed=True)

    def _find_order(self, order_id, access_token):
        """Return the order if the visitor is its customer and may get an invoice."""
        order_sudo = self._find_order_of_customer(order_id, access_token)
        return order_sudo if order_sudo and order_sudo._can_request_invoice() else None

    def _find_countries(self):
        return request.env["res.country"].search([])

    def _set_billing_address(self, order_sudo, form):
        """Set the recipient of the invoice from the form.

        Existing addresses are never changed: others than the customer may know the link
        to the order.

        :return: The errors of the form.
        """
        form = {name: form[name] for name in BILLING_FIELDS if name in form}
        # Odoo fails with texts that it takes for numbers, like "²".
        if form.get("country_id") not in map(str, self._find_countries().ids):
            form["country_id"] = ""
        partner_sudo = order_sudo.partner_invoice_id
        values, _extra = self._parse_form_data(form)
        if not values or self._are_same_addresses(values, partner_sudo):
            return []
        checked_values = {
            "email": partner_sudo.email or order_sudo.partner_id.email,
            "phone": partner_sudo.phone or order_sudo.partner_id.phone,
            "state_id": partner_sudo.state_id.id
            if values.get("country_id") == partner_sudo.country_id.id
            else False,
            **values,
        }
        if not checked_values.get("country_id"):
            # Odoo's check of tax IDs fails without the country, which is required.
            checked_values.pop("vat", None)
        # In sudo mode because visitors can't read contacts; this one isn't created yet.
        _invalid, _missing, errors = self._validate_address_values(
            checked_values,
            request.env["res.partner"].sudo(),
            "billing",
            False,
            "",
            order_sudo=order_sudo,
        )
        if not errors:
            order_sudo.partner_invoice_id = self._create_billing_address(
                order_sudo, {**checked_values, **values}
            )
        return errors

    def _create_billing_address(self, order_sudo, values):
        """Return a new contact, independent if tax ID or company differ."""
        partner_sudo = order_sudo.partner_invoice_id
        is_of_customer = all(
            (values.get(name) or "") == (partner_sudo[name] or "")
            for name in COMPANY_FIELDS
        )
        if is_of_customer:
            values = {key: values[key] for key in values if key not in COMPANY_FIELDS}
            values["parent_id"] = partner_sudo.commercial_partner_id.id
        # In sudo mode because customers can't create contacts; the values are checked.
        return (
            request.env["res.partner"]
            .sudo()
            .with_context(tracking_disable=True, no_vat_validation=True)
            .create(
                {
                    **values,
                    "type": "invoice",
                    "lang": partner_sudo.lang or order_sudo.partner_id.lang,
                    "company_id": order_sudo.company_id.id,
                }
            )
        )

    def _render_invoice_form(
        self, order_sudo, access_token, form=None, errors=(), is_delayed=False
    ):
        partner_sudo = order_sudo.partner_invoice_id
        shown = {name: partner_sudo[name] or "" for name in BILLING_FIELDS}
        shown["country_id"] = str(partner_sudo.country_id.id)
        return request.render(
            "ecommerce_order_flow.portal_invoice_request",
            {
                "sale_order": order_sudo,
                "access_token": access_token,
                "page_name": "order",
                "title": request.env._(
                    "Invoice for order %(order)s", order=order_sudo.name
                ),
                "values": {**shown, **(form or {})},
                "errors": errors,
                "is_delayed": is_delayed,
                "countries": self._find_countries(),
            },
        )
