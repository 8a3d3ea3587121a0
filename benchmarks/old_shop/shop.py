"""Actions of customers, office and warehouse in a shop with stock Odoo alone."""

from odoo.fields import Command

STOCK = 1_000_000  # units; no order waits for stock


class OldShop:
    """A shop: each method does what users do by Odoo's own buttons."""

    def __init__(self, env):
        # Emails are queued: they must not be sent, which takes long.
        context = {"tracking_disable": True, "mail_notify_force_send": False}
        self.env = env(context=dict(env.context, **context))
        self.website = self.env["website"].search([], limit=1)
        self.warehouse = self.env["stock.warehouse"].search([], limit=1)
        self.customer = self.create_customer(0)
        self.goods = [self._create_goods(number) for number in range(1, 4)]
        self.card = self.env["payment.provider"].search(
            [("code", "=", "demo"), ("state", "=", "test")], limit=1
        )
        self._leave_out_attachments()

    def create_customer(self, number):
        """Return a customer, another one for each number."""
        return self.env["res.partner"].create(
            {
                "name": f"Erika Mustermann {number}",
                "email": f"erika{number}@example.com",
                "street": f"Heidestraße {number}",
                "zip": "51147",
                "city": "Köln",
                "country_id": self.env.ref("base.de").id,
            }
        )

    def _create_goods(self, number):
        product = self.env["product.product"].create(
            {
                "name": f"Lantern {number}",
                "type": "consu",
                "is_storable": True,
                "list_price": 10.0 * number,
                "invoice_policy": "order",
            }
        )
        location = self.warehouse.lot_stock_id
        self.env["stock.quant"]._update_available_quantity(product, location, STOCK)
        return product

    def _leave_out_attachments(self):
        """Print no documents for emails that aren't sent."""
        templates = self.env["mail.template"].search(
            [("report_template_ids", "!=", False)]
        )
        templates.report_template_ids = False

    # === ORDERS === #

    def order(self, lines=1, **values):
        """Return a cart with a number of lines."""
        return self.env["sale.order"].create(self.prepare_order(lines, **values))

    def prepare_order(self, lines=1, **values):
        """Return the values of a cart with a number of lines."""
        return {
            "partner_id": self.customer.id,
            "website_id": self.website.id,
            "warehouse_id": self.warehouse.id,
            "require_payment": True,
            "prepayment_percent": 1.0,
            "order_line": [
                Command.create({"product_id": product.id, "product_uom_qty": 2.0})
                for product in self.goods[:lines]
            ],
            **values,
        }

    # === MONEY === #

    def start_payment(self, order, amount=None):
        """Return the transaction of a customer on the payment page."""
        return self.env["payment.transaction"].create(
            {
                "provider_id": self.card.id,
                "payment_method_id": self.card.payment_method_ids[:1].id,
                "amount": amount or order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "operation": "online_direct",
                "reference": self.env["payment.transaction"]._compute_reference(
                    "demo", prefix=order.name
                ),
                "sale_order_ids": [Command.set(order.ids)],
            }
        )

    def pay(self, order, amount=None, outcome="done"):
        """Play the provider's notification: done, pending, authorized or error."""
        transaction = self.start_payment(order, amount)
        report = getattr(transaction, f"_set_{outcome}")
        report(*(["Card declined"] if outcome == "error" else []))
        transaction._post_process()
        return transaction

    def give_money_back(self, transaction, amount=None):
        """Refund a payment at its provider; return the refund's transaction."""
        refund = transaction._create_child_transaction(
            amount or transaction.amount, is_refund=True
        )
        refund._set_done()
        refund._post_process()
        return refund

    def match(self, refund, credit_note):
        """Reconcile a refund with its credit note."""
        lines = refund.payment_id.move_id.line_ids | credit_note.line_ids
        lines.filtered(lambda line: line.account_type == "asset_receivable").reconcile()

    def invoice(self, order):
        """Return the posted invoice of the order."""
        invoice = order._create_invoices(final=True)
        invoice.action_post()
        return invoice

    def register_payment(self, move):
        """Register a bank transfer on an invoice or a credit note."""
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        register.create({})._create_payments()

    def credit(self, invoice):
        """Return the posted credit note of a whole invoice."""
        reversal = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard = reversal.create({"journal_id": invoice.journal_id.id})
        wizard.refund_moves()
        wizard.new_move_ids.action_post()
        return wizard.new_move_ids

    # === GOODS === #

    def ship(self, order, quantity=None):
        """Validate the open transfer; the rest of a partial one is a backorder."""
        transfer = order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
        )
        if quantity:
            transfer.move_ids.quantity = quantity
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True).button_validate()

    def announce_return(self, order, quantity=1.0):
        """Return the return transfer of an order."""
        delivery = order.picking_ids.filtered(lambda p: p.state == "done")[:1]
        wizard = (
            self.env["stock.return.picking"]
            .with_context(
                active_id=delivery.id,
                active_ids=delivery.ids,
                active_model="stock.picking",
            )
            .create({"picking_id": delivery.id})
        )
        wizard.product_return_moves.write({"quantity": quantity, "to_refund": True})
        return wizard._create_return()

    def receive_return(self, order, quantity=1.0):
        """Receive returned products."""
        transfer = self.announce_return(order, quantity)
        transfer.move_ids.picked = True
        transfer.button_validate()
