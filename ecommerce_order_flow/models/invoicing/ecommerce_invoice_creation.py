import logging

from odoo import api, models

from ..engine.attempt import failing_alone
from ..engine.guard import write_guarded
from ..engine.locks import lock_or_refuse
from ..status.rules.balances import Balances
from ..status.rules.invoicing import get_quantities_to_invoice

_logger = logging.getLogger(__name__)
# Fields that Odoo would read record by record when it creates and posts invoices.
READ_BY_INVOICING = (
    "order_line.invoice_lines",
    "order_line.tax_ids",
    "order_line.move_ids.is_dropship",
    "partner_id.child_ids",
)


class EcommerceInvoiceCreation(models.AbstractModel):
    """Creation, posting and reconciliation of the invoices of eCommerce orders."""

    _name = "ecommerce.invoice.creation"
    _description = "Creation of Invoices"

    @api.model
    def _create_posted_invoices(self, orders):
        """Create, post and reconcile one invoice per order, and queue its email.

        :return: The invoices.
        """
        quantities = self._set_quantities_to_invoice(orders)
        self._prefetch_invoicing_fields(orders)
        # The salesperson follows the invoice, but isn't notified of each one.
        orders = orders.with_context(mail_auto_subscribe_no_notify=True)
        # One invoice per order, like Odoo's automatic invoice: orders that become due
        # at the same time aren't grouped.
        invoices = orders._create_invoices(grouped=True, final=True)
        self._correct_rounded_quantities(invoices, quantities)
        invoices.filtered(lambda move: move.state == "draft").action_post()
        self.env["ecommerce.payment.matching"]._match(orders)
        write_guarded(invoices, {"is_to_send": True})
        return invoices.with_env(self.env)

    @api.model
    def _prefetch_invoicing_fields(self, orders):
        """Prefetch what invoicing would read record by record."""
        for path in READ_BY_INVOICING:
            orders.mapped(path)

    @api.model
    def _set_quantities_to_invoice(self, orders):
        """Limit the quantities to invoice to what the customer keeps.

        Odoo would also invoice returned products, and products that will never be
        shipped. Down payment lines are left to Odoo, which deducts them.

        :return: The quantities by line id.
        """
        facts = self.env["ecommerce.order.facts"]._get(orders)
        quantities = {}
        for order in orders:
            order_facts = facts[order.id]
            quantities |= get_quantities_to_invoice(order_facts, Balances(order_facts))
            for line in order.order_line:
                if not line.display_type and not line.is_downpayment:
                    line.qty_to_invoice = quantities.get(line.id, 0.0)
        return quantities

    @api.model
    def _correct_rounded_quantities(self, invoices, quantities):
        """Adjust the unit price of invoice lines whose quantity was rounded.

        Odoo rounds quantities to the precision of the unit: a third of a discount of 10
        becomes 0.33 units at 10.10, not at 10.
        """
        for line in invoices.invoice_line_ids:
            wanted = quantities.get(line.sale_line_ids[:1].id)
            if wanted and line.quantity and wanted not in (line.quantity, 0.0):
                line.price_unit *= wanted / line.quantity

    @api.model
    def _get_or_create_invoice(self, order):
        """Return the order's last invoice; create it if something is not invoiced yet.

        The order stays locked until the transaction ends, so that a concurrent request
        can't create a second invoice.

        :raise UserError: If there is nothing to invoice, or another transaction holds
            the order.
        """
        lock_or_refuse(order)
        invoices = order._get_posted_invoices()
        if invoices and not order.is_invoiceable:
            return invoices.sorted("id")[-1]
        order._ensure_invoiceable()
        invoice = self._create_posted_invoices(order.with_company(order.company_id))
        self.env["ecommerce.automation"]._trigger("send_invoice")
        return invoice

    @api.model
    def _request_invoice(self, order):
        """Record the customer's invoice request, and create the invoice if possible.

        :return: The invoice. None if it can't be created now: the automations retry,
            and notify the salesperson of the reason.
        """
        write_guarded(order, {"is_invoice_requested": True})
        with failing_alone(order) as attempt:  # Keep the request if this fails.
            return self._get_or_create_invoice(attempt.records)
        _logger.warning("%s can't be invoiced now: %s", order.name, attempt.error)
        self.env["ecommerce.automation"]._trigger("create_invoice")
        return None
