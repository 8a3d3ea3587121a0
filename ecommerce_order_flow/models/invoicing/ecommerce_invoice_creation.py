import logging

from odoo import api, models

from ..engine.attempt import failing_alone
from ..engine.locks import lock_or_refuse
from ..status.const import PAID_STATUSES

_logger = logging.getLogger(__name__)
# What Odoo reads of one order after the other when it creates and posts invoices.
READ_BY_INVOICING = (
    "order_line.invoice_lines",
    "order_line.tax_ids",
    "order_line.move_ids.is_dropship",
    "partner_id.child_ids",
)


class EcommerceInvoiceCreation(models.AbstractModel):
    """Creates, posts and reconciles the invoices of web orders."""

    _name = "ecommerce.invoice.creation"
    _description = "Creation of Invoices"

    @api.model
    def _create_posted_invoices(self, orders):
        """Create, post and reconcile an invoice for each order, and owe it by mail.

        :return: The invoices.
        """
        complete_orders = orders.filtered(self._is_invoiced_completely)
        complete_orders._force_lines_to_invoice_policy_order()
        self._read_at_once_what_invoicing_reads_singly(orders)
        # Whoever sells is a follower of the invoice, but gets no mail about each one.
        orders = orders.with_context(mail_auto_subscribe_no_notify=True)
        # One invoice an order, like Odoo's automatic invoice: what else happens to be
        # due at the same moment is no reason to share it.
        invoices = orders._create_invoices(grouped=True, final=True)
        invoices.filtered(lambda move: move.state == "draft").action_post()
        invoices.is_to_send = True
        return invoices.with_env(self.env)

    @api.model
    def _read_at_once_what_invoicing_reads_singly(self, orders):
        """Fill the cache for all orders: Odoo reads these invoice by invoice."""
        for path in READ_BY_INVOICING:
            orders.mapped(path)

    @api.model
    def _is_invoiced_completely(self, order):
        """Return whether the invoice is about all that was ordered.

        It is for whoever paid everything, as with Odoo's automatic invoice. Otherwise,
        and if the website invoices what has left, each product's policy decides.
        """
        rule = order.website_id._get_invoice_rule(order.is_business)
        return order.payment_status in PAID_STATUSES and rule != "on_shipment"

    @api.model
    def _get_or_create_invoice(self, order):
        """Return the order's invoice; it is created and posted if there is none.

        The order stays locked until the transaction ends, lest a second request makes
        another one.

        :raise UserError: If there is nothing to invoice, or somebody else is at it.
        """
        lock_or_refuse(order)
        if invoices := order._get_posted_invoices():
            return invoices.sorted("id")[-1]
        order._ensure_invoiceable()
        invoice = self._create_posted_invoices(order.with_company(order.company_id))
        self.env["ecommerce.automation"]._trigger("send_invoice")
        return invoice

    @api.model
    def _request_invoice(self, order):
        """Note that the customer wants an invoice, and create it at once if possible.

        :return: The invoice. None if it can't be created now: the automations try
            again, and tell a person why.
        """
        order.is_invoice_requested = True
        with failing_alone(self.env.cr) as outcome:  # The wish must not get lost.
            return self._get_or_create_invoice(order)
        _logger.warning("%s can't be invoiced now: %s", order.name, outcome.error)
        self.env["ecommerce.automation"]._trigger("create_invoice")
        return None
