"""Returns by hand: products are received and credited, the provider refunds.

The result of a step is found by the cancellation's number: it is the origin of the
return transfer and the reference of the credit note, and the refund is linked to its
credit note. A refund takes three transactions, as with a real provider: the intent is
stored before the request, and the response before its booking.
"""

from collections import Counter

from odoo.fields import Command

from .orders import find_line, find_order
from .trouble import OrderTrouble


class GoodsReturn:
    """The part of a cancellation that belongs to one order."""

    def __init__(self, shop, facilities, goods_return):
        self.shop = shop
        self.facilities = facilities
        self.wanted = goods_return

    def run(self):
        """Run the remaining steps to the refund."""
        steps = (self.receive, self.credit, self.queue, self.send, self.book)
        for step in steps:
            self.shop.work(step)

    # === STEPS === #

    def receive(self, env):
        """Receive the returned products."""
        order = self._get_order(env)
        domain = [("sale_id", "=", order.id), ("origin", "=", self.wanted.number)]
        if not self.wanted.articles.goods or env["stock.picking"].search_count(
            domain, limit=1
        ):
            return
        for picking, quantities in self._find_deliveries(order).items():
            self._take_back(picking, quantities)

    def credit(self, env):
        """Create the credit note, linked to the invoice."""
        order = self._get_order(env)
        if self._find_credit_note(order):
            return
        credit_note = self._reverse_invoice(order)
        credit_note.ref = self.wanted.number
        self._keep_what_is_returned(credit_note, order)
        self._withdraw_services(order)
        credit_note.action_post()

    def queue(self, env):
        """Store the intent to refund."""
        credit_note = self._find_credit_note(self._get_order(env))
        if not credit_note.amount_total or self._find_refund(credit_note):
            return
        payment = self._get_order(env).transaction_ids.filtered(
            lambda transaction: transaction.state == "done"
        )
        refund = payment._create_child_transaction(
            credit_note.amount_total,
            is_refund=True,
            invoice_ids=[Command.set(credit_note.ids)],
        )
        refund._log_sent_message()

    def send(self, env):
        """Request the refund from the provider."""
        refund = self._find_refund(self._find_credit_note(self._get_order(env)))
        if refund.state == "draft":
            refund._send_refund_request()

    def book(self, env):
        """Book the refund and settle the credit note with it."""
        refund = self._find_refund(self._find_credit_note(self._get_order(env)))
        if refund.state == "done" and not refund.is_post_processed:
            refund._post_process()

    # === FINDING === #

    def _get_order(self, env):
        """Return the order of the return.

        :raise OrderTrouble: If it has no invoice.
        """
        order = find_order(env, self.wanted.order)
        if not self._get_invoice(order):
            raise OrderTrouble(f"Order {self.wanted.order} has no invoice to credit")
        return order

    def _get_invoice(self, order):
        return order.invoice_ids.filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        )[:1]

    def _find_credit_note(self, order):
        return order.invoice_ids.filtered(
            lambda move: (
                move.move_type == "out_refund" and move.ref == self.wanted.number
            )
        )

    def _find_refund(self, credit_note):
        return credit_note.transaction_ids.filtered(
            lambda transaction: transaction.operation == "refund"
        )

    # === GOODS === #

    def _find_deliveries(self, order):
        """Return the quantities to return by move, by delivery.

        :raise OrderTrouble: If they exceed what the customer has.
        """
        deliveries = {}
        for article, quantity in self.wanted.articles.goods.items():
            for move in self._get_delivered_moves(order, article):
                taken = min(quantity, move.quantity - self._get_returned(move))
                deliveries.setdefault(move.picking_id, Counter())[move] += taken
                quantity -= taken
            if quantity:
                raise OrderTrouble(f"{quantity} of {article.key} were never delivered")
        return deliveries

    def _get_delivered_moves(self, order, article):
        """Return the moves that delivered an article to the customer."""
        return find_line(order, self.facilities, article).move_ids.filtered(
            lambda move: move.state == "done" and move.location_dest_usage == "customer"
        )

    def _get_returned(self, move):
        """Return the quantity of a move that was returned or is being returned."""
        back = move.returned_move_ids.filtered(lambda move: move.state != "cancel")
        return sum(back.mapped("product_uom_qty"))

    def _take_back(self, picking, quantities):
        """Create the return transfer of a delivery, and receive it."""
        wizard = (
            picking.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_model="stock.picking")
            .create({"picking_id": picking.id})
        )
        for line in wizard.product_return_moves:
            line.quantity = quantities[line.move_id]
        transfer = wizard._create_return()
        transfer.origin = self.wanted.number
        transfer.with_context(skip_backorder=True, skip_sms=True).button_validate()

    # === MONEY === #

    def _reverse_invoice(self, order):
        """Return a draft that credits the whole invoice."""
        invoice = self._get_invoice(order)
        wizard = (
            order.env["account.move.reversal"]
            .with_context(active_ids=invoice.ids, active_model="account.move")
            .create({"journal_id": invoice.journal_id.id, "reason": self.wanted.number})
        )
        wizard.refund_moves()
        return wizard.new_move_ids

    def _keep_what_is_returned(self, credit_note, order):
        """Reduce the draft to the returned parts, at their prices."""
        commands = []
        for part in self.wanted.parts:
            sale_line = find_line(order, self.facilities, part.article)
            line = credit_note.invoice_line_ids.filtered(
                lambda line, sale_line=sale_line: line.sale_line_ids == sale_line
            )[:1]
            values = {"quantity": part.quantity, "price_unit": float(part.price)}
            links = {"sale_line_ids": [Command.set(sale_line.ids)]}
            commands.append(Command.create(line.copy_data(values)[0] | links))
        surplus = [Command.delete(line.id) for line in credit_note.invoice_line_ids]
        credit_note.write({"invoice_line_ids": [*surplus, *commands]})

    def _withdraw_services(self, order):
        """Reduce the delivered quantity of services, as no transfer does it."""
        for article, quantity in self.wanted.articles.items():
            if article.is_service:
                line = find_line(order, self.facilities, article)
                line.qty_delivered -= quantity
