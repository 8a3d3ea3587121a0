from datetime import timedelta

from odoo import api, fields, models

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
        quantity = line._get_unreplaced()
        # Nobody else can take it until this transaction ends.
        reservation._release(line)
        reservation._ensure_available(line, quantity)
        order_line = (
            line.order_line_id
            if line._is_same_product()
            else self._add_order_line(line, quantity)
        )
        self._deliver(line, order_line, quantity)
        line.replaced_quantity += quantity
        reservation._reserve(line)

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
