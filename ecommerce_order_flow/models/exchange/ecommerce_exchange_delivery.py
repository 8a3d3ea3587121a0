from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..returns.rules.quantities import ALMOST
from .rules.prices import Price


class EcommerceExchangeDelivery(models.AbstractModel):
    """Deliveries of replacements: Odoo's, for a line of the same order.

    The same product is delivered for its line again: there is nothing to pay, and no
    document. Anything else is a new line, invoiced by the rules of the order, while the
    returned product is credited. What the customer owes or gets back is the balance of
    the order.
    """

    _name = "ecommerce.exchange.delivery"
    _description = "Deliveries of Exchanges"

    @api.model
    def _replace(self, case):
        """Deliver the replacements of what is accepted; does nothing otherwise.

        :param case: A return in sudo mode, locked.
        :raise UserError: If something is sold out.
        :return: Whether something is delivered.
        """
        lines = case.line_ids.filtered(
            lambda it: it.wish == "exchange" and it._get_unreplaced() > ALMOST
        )
        for line in lines:
            self._replace_line(line.with_company(case.company_id))
        return bool(lines)

    @api.model
    def _replace_line(self, line):
        reservation = self.env["ecommerce.exchange.reservation"]
        quantity, again = line._get_unreplaced(), line._get_called_off()
        # Nobody else can take it until this transaction ends.
        reservation._release(line)
        reservation._ensure_available(line, quantity)
        for order_line, share in self._share_out(line, quantity, again).items():
            self._deliver(line, order_line, share)
        line.replaced_quantity += quantity - again
        reservation._reserve(line)

    @api.model
    def _share_out(self, line, quantity, again):
        """Return by order line what is to be delivered for a line of a return.

        :param float again: What was delivered before, but users cancelled it: its
            order lines are there.
        """
        if line._is_same_product():
            return {line.order_line_id: quantity}
        shares = {
            it: missing
            for it in line._get_replacement_lines()
            if again and (missing := it._get_unrefunded() - it.qty_delivered) > ALMOST
        }
        if quantity - again > ALMOST:
            shares[self._add_order_line(line, quantity - again)] = quantity - again
        return shares

    @api.model
    def _call_off(self, lines):
        """Cancel the deliveries of lines of returns, unless they are prepared.

        :raise UserError: If one is prepared.
        """
        moves = lines.exchange_move_ids.filtered(
            lambda it: it.state not in ("done", "cancel")
        )
        if any(moves.mapped("picked")) or moves.move_orig_ids.filtered(
            lambda it: it.state == "done"
        ):
            raise UserError(
                self.env._(
                    "%(transfers)s is being prepared: cancel it first, or wait until "
                    "the customer returns the replacement.",
                    transfers=", ".join(moves.picking_id.mapped("name")),
                )
            )
        moves._action_cancel()
        for line in lines:
            line.replaced_quantity -= line._get_called_off()

    @api.model
    def _add_order_line(self, line, quantity):
        """Add a line to the order whose delivery is created afterwards."""
        order_line = line.order_line_id
        price = Price(line.replacement_price, line.replacement_discount)
        prices = self.env["ecommerce.exchange.price"]
        values = prices._prepare(order_line, line.replacement_id, quantity, price)
        return order_line.with_context(skip_procurement=True).create(
            {
                **values,
                "order_id": order_line.order_id.id,
                "sequence": order_line.sequence,
                "exchange_line_id": line.id,
            }
        )

    @api.model
    def _deliver(self, line, order_line, quantity):
        """Create the delivery of a quantity, also of locked orders."""
        order_line = order_line.with_context(skip_procurement=False)
        if not order_line.order_id.stock_reference_ids:
            self.env["stock.reference"].create(order_line._prepare_reference_vals())
        day = fields.Datetime.now() + timedelta(days=order_line.customer_lead)
        values = {
            **order_line._prepare_procurement_values(),
            "date_planned": day,
            "date_deadline": day,
            "exchange_line_id": line.id,
        }
        amount, unit = order_line.product_uom_id._adjust_uom_quantities(
            quantity, order_line.product_id.uom_id
        )
        self.env["stock.rule"].run(
            order_line._create_procurements(amount, unit, values)
        )
        self._reserve(line)

    @api.model
    def _reserve(self, line):
        """Reserve the delivery at once, with the stock that was reserved for it."""
        moves = line.exchange_move_ids.filtered(
            lambda it: it.state not in ("done", "cancel")
        )
        moves.picking_id.action_confirm()
        moves.filtered(
            lambda it: (
                it.state in ("confirmed", "partially_available")
                and it.procure_method == "make_to_stock"
                and not it.move_orig_ids
            )
        )._action_assign()
