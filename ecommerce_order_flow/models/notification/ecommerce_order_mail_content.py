from odoo import api, models
from odoo.tools import format_date

from .const import ACCEPTANCES, TRANSACTION


class EcommerceOrderMailContent(models.AbstractModel):
    """Content of emails about orders: products, prices and payment."""

    _name = "ecommerce.order.mail.content"
    _description = "Order Email Content"

    @api.model
    def _get_order_url(self, order):
        """Return the URL of the order's page, on its website's domain."""
        return order.get_base_url() + order.get_portal_url()

    @api.model
    def _get_cart_url(self, order):
        """Return the link that puts the products of a cancelled order into a cart."""
        # In sudo mode because the user may not write the order.
        order.sudo()._portal_ensure_token()
        return self.env["ecommerce.cart.mail.content"]._get_cart_url(order)

    # === WHAT WAS ORDERED === #

    @api.model
    def _get_heading(self, order):
        """Return the number and date of the order, above its lines."""
        day = order.company_id._get_day(order.date_order)
        return self.env._(
            "Your order %(order)s of %(day)s",
            order=order.name,
            day=format_date(self.env, day),
        )

    @api.model
    def _describe_promise(self, order):
        """Return when the customer should have the products, or a falsy value."""
        is_promised = order.promised_on and not order._is_pickup()
        return is_promised and self.env._(
            "Expected delivery by %(day)s", day=format_date(self.env, order.promised_on)
        )

    @api.model
    def _get_lines(self, order):
        return [
            {
                "name": line.name_short,
                "choices": self.env["ecommerce.cart.mail.content"]._get_choices(line),
                "quantity": self.env["ecommerce.mail.frame"]._format_quantity(
                    line.product_uom_qty, line.product_uom_id
                ),
                "price": order._format_money(self._get_price(line)),
            }
            for line in order.website_order_line
            if not line.display_type
        ]

    @api.model
    def _get_price(self, line):
        is_net = self._shows_net_prices(line.order_id)
        return line.price_subtotal if is_net else line.price_total

    @api.model
    def _shows_net_prices(self, order):
        return order.website_id.show_line_subtotals_tax_selection == "tax_excluded"

    @api.model
    def _get_amounts(self, order):
        """Return the labels and amounts below the lines, with the total marked."""
        total = (self.env._("Total"), order.amount_total, True)
        if self._shows_net_prices(order):
            amounts = [(self.env._("Taxes"), order.amount_tax, False), total]
        else:
            amounts = [total, (self.env._("Taxes included"), order.amount_tax, False)]
        if order.carrier_id:
            amounts.insert(0, (order.carrier_id.name, order.amount_delivery, False))
        return [
            {"label": label, "text": order._format_money(amount), "is_total": is_total}
            for label, amount, is_total in amounts
        ]

    @api.model
    def _get_payment_method(self, order):
        """Return the name of the payment method chosen by the customer."""
        # In sudo mode because salespeople can't read transactions.
        tx_sudo = order.sudo()._get_last_payment()
        return tx_sudo.provider_id.name or ""

    # === PAYMENT === #

    @api.model
    def _get_received_amount(self, order):
        """Return the amount of the payment that the email is about."""
        # In sudo mode because salespeople can't read transactions.
        payments_sudo = order.sudo().transaction_ids.filtered(
            lambda tx: tx.state == "done"
        )
        tx_id = self.env.context.get(TRANSACTION)
        payment_sudo = payments_sudo.filtered(lambda tx: tx.id == tx_id)
        payment_sudo = payment_sudo or payments_sudo.sorted("id")[-1:]
        return order._format_money(payment_sudo.amount)

    @api.model
    def _get_missing_amount(self, order):
        """Return the part of the total that the customer hasn't paid, if any."""
        missing = order.amount_total - order.amount_received + order.amount_refunded
        is_missing = order.currency_id.compare_amounts(missing, 0) > 0
        return order._format_money(missing) if is_missing else ""

    @api.model
    def _get_amount_to_pay(self, order):
        instructions = self.env["ecommerce.payment.instructions"]._get(order)
        return instructions.amount_text if instructions else ""

    @api.model
    def _get_due_day(self, order):
        """Return the date of the deadline as shown to the customer."""
        return self.env["ecommerce.payment.deadline"]._format_due_on(order)

    @api.model
    def _is_overdue(self, order):
        return self.env["ecommerce.payment.deadline"]._is_over(order)

    @api.model
    def _has_contract(self, order):
        """Return whether the shop accepted the order, so that a contract exists."""
        return order.waiting_policy == "confirm" or any(
            mail.kind in ACCEPTANCES and not mail.is_superseded
            for mail in order.flow_notification_ids
        )

    @api.model
    def _has_legal_documents(self, order):
        """Return whether legal documents are attached to the acceptance."""
        return bool(self.env["ecommerce.legal.document"]._find(order))

    @api.model
    def _get_downloads(self, order):
        """Return the names and links of the products' documents."""
        base_url = order.get_base_url()
        return [
            (
                document.ir_attachment_id.name,
                base_url + order.get_portal_url(f"/document/{document.id}"),
            )
            for document in order._get_product_documents()
        ]
