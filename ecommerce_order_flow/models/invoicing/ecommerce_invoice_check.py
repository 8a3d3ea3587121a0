from odoo import api, models


class EcommerceInvoiceCheck(models.AbstractModel):
    """Check whether an order can be invoiced."""

    _name = "ecommerce.invoice.check"
    _description = "Invoice Check"

    @api.model
    def _explain_refusal(self, order):
        """Return why the order can't be invoiced now, or a falsy value."""
        if order.state == "cancel":
            return self.env._("%(order)s is cancelled.", order=order.name)
        if order.state != "sale":
            return self.env._(
                "%(order)s cannot be invoiced before it is confirmed.", order=order.name
            )
        return not order.is_invoiceable and self._explain_nothing_to_invoice(order)

    @api.model
    def _explain_nothing_to_invoice(self, order):
        if order.invoicing_status == "draft":
            return self.env._(
                "%(order)s has a draft invoice: post or delete it first.",
                order=order.name,
            )
        check = self.env["ecommerce.payment.check"]
        if issue := check._find_issue(order, ("invoiced_too_little",)):
            return check._explain(order, issue)
        if order._get_posted_invoices() and not order.amount_to_bill:
            return self.env._(
                "%(order)s has nothing left to invoice: what the customer keeps is "
                "invoiced or credited.",
                order=order.name,
            )
        if order.payment_status in ("refunded", "partially_refunded"):
            return self.env._(
                "The payment of %(order)s was refunded: lower the prices or quantities "
                "in the order to what the customer pays, then invoice it.",
                order=order.name,
            )
        return self.env._(
            "%(order)s has nothing to invoice yet. Products that are invoiced on "
            "delivery must be shipped or paid first.",
            order=order.name,
        )
