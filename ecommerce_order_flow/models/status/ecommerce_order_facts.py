from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from .rules.facts import DELIVERY, DOWN_PAYMENT, GOODS, SERVICE, Line, Order
from .rules.kits import count_kits
from .rules.lines import is_discount
from .rules.refunds import share_refunds

# Finds out which orders have transfers, documents and payments.
BEGUN_QUERY = """
    SELECT o.id,
           EXISTS (SELECT FROM sale_order_line sol
                     JOIN stock_move m ON m.sale_line_id = sol.id
                    WHERE sol.order_id = o.id),
           EXISTS (SELECT FROM sale_order_line sol
                     JOIN sale_order_line_invoice_rel rel
                       ON rel.order_line_id = sol.id
                    WHERE sol.order_id = o.id),
           EXISTS (SELECT FROM sale_order_transaction_rel
                    WHERE sale_order_id = o.id)
      FROM sale_order o
     WHERE o.id IN %(order_ids)s
"""
# The fields read by the query.
READ_FIELDS = {
    "sale.order": ["transaction_ids"],
    "sale.order.line": ["invoice_lines", "order_id"],
    "stock.move": ["sale_line_id"],
}


class Begun(NamedTuple):
    """The ids of the orders that may have something of a kind."""

    goods: list[int]
    documents: list[int]
    payments: list[int]


class EcommerceOrderFacts(models.AbstractModel):
    """Facts of eCommerce orders, read in few queries for any number of orders.

    The same code serves the confirmation of one cart and the installation beside
    100,000 existing orders. Each part of the facts is read by a service of its own.
    """

    _name = "ecommerce.order.facts"
    _description = "eCommerce Order Facts"

    @api.model
    def _get(self, orders):
        """Return the facts of the orders.

        :return: `Order` facts by order id.
        :rtype: dict
        """
        facts = self._read(orders)
        if others := self._find_orders_refunded_together(orders, facts):
            facts |= self._read(others)
        share_refunds(list(facts.values()))
        return facts

    @api.model
    def _read(self, orders):
        facts = {order._origin.id: self._read_agreement(order) for order in orders}
        if not any(facts):
            return facts
        begun = self._find_begun(facts)
        goods = self.env["ecommerce.goods.facts"]._read(begun.goods)
        self._add_lines(facts, orders, goods.by_line)
        documented = [it for it in begun.documents if it not in goods.without_documents]
        if documented:
            self.env["ecommerce.document.facts"]._add(facts, documented)
        if paid := [it for it in begun.payments if it not in goods.without_payments]:
            self.env["ecommerce.payment.facts"]._add(facts, paid)
        return facts

    @api.model
    def _find_begun(self, facts):
        """Return the ids of the orders with transfers, documents and payments.

        Most carts have none, and change most often: nothing else is read for them.
        """
        ids = {True: [], False: []}
        for order_id, order in facts.items():
            if order_id:
                ids[order.is_waiting].append(order_id)
        begun = Begun(*(list(ids[False]) for _kind in Begun._fields))
        if ids[True]:
            self._add_begun(begun, ids[True])
        return begun

    @api.model
    def _add_begun(self, begun, order_ids):
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        query = SQL(BEGUN_QUERY, order_ids=tuple(order_ids))
        for order_id, *has in self.env.execute_query(query):
            has_goods, has_documents, has_payments = has
            if has_goods:
                begun.goods.append(order_id)
            if has_documents:
                begun.documents.append(order_id)
            if has_payments or has_documents:  # Some are of invoices only.
                begun.payments.append(order_id)

    @api.model
    def _find_orders_refunded_together(self, orders, facts):
        """Return the other orders of the payments that were partly refunded."""
        refunded_orders = orders._origin.filtered(
            lambda order: any(
                tx.operation == "refund" for tx in facts[order.id].transactions
            )
        )
        return refunded_orders.transaction_ids.sale_order_ids - orders._origin

    @api.model
    def _read_agreement(self, order):
        """Return what was agreed with the customer, and the settings the rules use.

        The events are added to it later.
        """
        return Order(
            state=order.state,
            total=order.amount_total,
            rounding=order.currency_id.rounding or 0.01,
            required=self._get_required_amount(order),
            is_paid_later=self._is_paid_later(order),
            is_pickup=order._is_pickup(),
            undone=order.settled_refund_amount,
        )

    @api.model
    def _is_paid_later(self, order):
        """Return whether the payment term allows payment after the delivery."""
        return bool(order.payment_term_id) and order.payment_term_id._is_paid_later()

    @api.model
    def _get_required_amount(self, order):
        """Return the amount that must be paid for the order to be confirmed.

        Odoo accepts any payment if no payment is required; here the whole amount is
        required then.
        """
        if order.require_payment:
            return order._get_prepayment_required_amount()
        return order.amount_total

    @api.model
    def _get_kept_amount(self, order):
        """Return the amount received less the amount refunded, as stored."""
        return order.amount_received - order.amount_refunded

    @api.model
    def _add_lines(self, facts, orders, moves_by_line):
        for order in orders:
            sale_lines = order.order_line.filtered(lambda it: not it.display_type)
            lines = [
                self._read_line(line, moves_by_line[line._origin.id])
                for line in sale_lines
            ]
            if any(map(is_discount, lines)):
                for line, sale_line in zip(lines, sale_lines, strict=True):
                    line.taxes = frozenset(sale_line.tax_ids._origin.ids)
            facts[order._origin.id].lines = lines

    @api.model
    def _read_line(self, line, goods):
        ordered, delivered = line.product_uom_qty, line.qty_delivered
        returned, coming, incomplete = goods.returned, goods.coming, 0.0
        if goods.parts:
            delivered, returned, coming, incomplete = count_kits(
                ordered, delivered, goods.parts
            )
        return Line(
            id=line._origin.id,
            kind=self._get_kind(line),
            is_invoiced_by_delivery=line.product_id.invoice_policy == "delivery",
            ordered=ordered,
            delivered=delivered,
            returned=returned,
            coming=coming,
            incomplete=incomplete,
            price=line.price_total,
            unit_price=line.price_reduce_taxinc,
            moves=goods.moves,
        )

    @api.model
    def _get_kind(self, line):
        if line.is_downpayment:
            return DOWN_PAYMENT
        if line.qty_delivered_method == "stock_move":
            return GOODS
        return DELIVERY if line.is_delivery else SERVICE
