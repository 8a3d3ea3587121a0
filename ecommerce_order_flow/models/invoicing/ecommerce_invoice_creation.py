import logging

from odoo import api, models

from ..engine.attempt import failing_alone
from ..engine.locks import lock_or_refuse
from ..status.rules.balances import Balances
from ..status.rules.invoicing import get_quantities_to_invoice

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
        quantities = self._set_quantities_to_invoice(orders)
        self._read_at_once_what_invoicing_reads_singly(orders)
        # Whoever sells is a follower of the invoice, but gets no mail about each one.
        orders = orders.with_context(mail_auto_subscribe_no_notify=True)
        # One invoice an order, like Odoo's automatic invoice: what else happens to be
        # due at the same moment is no reason to share it.
        invoices = orders._create_invoices(grouped=True, final=True)
        self._correct_rounded_quantities(invoices, quantities)
        invoices.filtered(lambda move: move.state == "draft").action_post()
        self.env["ecommerce.payment.matching"]._match(orders)
        invoices.is_to_send = True
        return invoices.with_env(self.env)

    @api.model
    def _read_at_once_what_invoicing_reads_singly(self, orders):
        """Fill the cache for all orders: Odoo reads these invoice by invoice."""
        for path in READ_BY_INVOICING:
            orders.mapped(path)

    @api.model
    def _set_quantities_to_invoice(self, orders):
        """Have Odoo invoice what the customer keeps, and no more.

        Odoo would invoice again what came back, and what will never leave. Deposits are
        left to it: it takes them off.

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
        """Have the shares of discounts come to what they are.

        Odoo rounds quantities to some digits: a third of a discount of 10 is 0.33
        pieces at 10.10, not at 10.
        """
        for line in invoices.invoice_line_ids:
            wanted = quantities.get(line.sale_line_ids[:1].id)
            if wanted and line.quantity and wanted not in (line.quantity, 0.0):
                line.price_unit *= wanted / line.quantity

    @api.model
    def _get_or_create_invoice(self, order):
        """Return the order's last invoice; what is not invoiced yet is invoiced now.

        The order stays locked until the transaction ends, lest a second request makes
        another one.

        :raise UserError: If there is nothing to invoice, or somebody else is at it.
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
        """Note that the customer wants an invoice, and create it at once if possible.

        :return: The invoice. None if it can't be created now: the automations try
            again, and tell a person why.
        """
        order.is_invoice_requested = True
        with failing_alone(order) as attempt:  # The wish must not get lost.
            return self._get_or_create_invoice(attempt.records)
        _logger.warning("%s can't be invoiced now: %s", order.name, attempt.error)
        self.env["ecommerce.automation"]._trigger("create_invoice")
        return None
