from collections import defaultdict
from dataclasses import dataclass

from odoo import api, models
from odoo.tools import SQL

# Finds orders of which more is invoiced than the customer keeps, or a credit note open.
TO_CREDIT_QUERY = """
      SELECT sol.order_id
        FROM sale_order_line sol
        JOIN uom_uom line_uom ON line_uom.id = sol.product_uom_id
        JOIN stock_move m ON m.sale_line_id = sol.id
         AND m.state = 'done' AND m.to_refund
        JOIN uom_uom move_uom ON move_uom.id = m.product_uom
        JOIN stock_location source ON source.id = m.location_id
         AND source.usage = 'customer'
       WHERE sol.order_id IN %(order_ids)s
    GROUP BY sol.order_id, sol.id
      HAVING sol.qty_invoiced > GREATEST(
                 sol.qty_delivered,
                 sol.product_uom_qty
                 - ROUND(SUM(
                     m.quantity * move_uom.factor / line_uom.factor
                 )::numeric, 6)
             )
       UNION
      SELECT sol.order_id
        FROM sale_order_line sol
        JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
        JOIN account_move_line line ON line.id = rel.invoice_line_id
        JOIN account_move credit_note ON credit_note.id = line.move_id
         AND credit_note.move_type = 'out_refund'
         AND credit_note.state <> 'cancel'
         AND credit_note.payment_state
             NOT IN ('paid', 'in_payment', 'reversed')
       WHERE sol.order_id IN %(order_ids)s
"""


@dataclass
class ReturnSummary:
    """What comes back from the customer of one order; the figures count stock moves."""

    expected: int = 0
    received: int = 0
    to_refund: int = 0
    is_on_the_way: bool = False
    is_credited: bool = True


class EcommerceReturnSummary(models.AbstractModel):
    """What comes back, read by two queries for any number of orders."""

    _name = "ecommerce.return.summary"
    _description = "Returns of Web Orders"

    @api.model
    def _get(self, orders):
        """Return what comes back for the given orders.

        :return: a `ReturnSummary` by order id, for orders with a return only.
        :rtype: defaultdict
        """
        summary_by_order = defaultdict(ReturnSummary)
        order_ids = orders._origin.ids
        if not order_ids:
            return summary_by_order
        self.env["ecommerce.fulfillment.summary"]._flush_moves()
        self.env["stock.picking"].flush_model(["carrier_tracking_ref"])
        for order_id, *figures in self.env.execute_query(
            SQL(
                """
                SELECT sol.order_id,
                       COUNT(*) FILTER (WHERE m.state <> 'done'),
                       COUNT(*) FILTER (WHERE m.state = 'done'),
                       COUNT(*) FILTER (WHERE m.state = 'done' AND m.to_refund),
                       COALESCE(BOOL_OR(picking.carrier_tracking_ref IS NOT NULL)
                           FILTER (WHERE m.state <> 'done'), FALSE)
                  FROM sale_order_line sol
                  JOIN stock_move m ON m.sale_line_id = sol.id AND m.state <> 'cancel'
                  JOIN stock_location source ON source.id = m.location_id
                   AND source.usage = 'customer'
             LEFT JOIN stock_picking picking ON picking.id = m.picking_id
                 WHERE sol.order_id IN %(order_ids)s
              GROUP BY sol.order_id
                """,
                order_ids=tuple(order_ids),
            )
        ):
            summary_by_order[order_id] = ReturnSummary(*figures)
        if summary_by_order:
            for order_id in self._find_orders_to_credit(tuple(summary_by_order)):
                summary_by_order[order_id].is_credited = False
        return summary_by_order

    @api.model
    def _find_orders_to_credit(self, order_ids):
        """Return the ids of orders whose returned goods are still to be credited.

        That is: more of a line is invoiced than the customer keeps or still gets, or a
        credit note is not settled yet. Goods that came back *not to be refunded*
        (exchange, repair) are left out, as in Odoo's delivered quantity.
        """
        self.env["sale.order.line"].flush_model(
            ["invoice_lines", "product_uom_id", "qty_delivered", "qty_invoiced"]
        )
        self.env["stock.move"].flush_model(["product_uom", "quantity", "to_refund"])
        self.env["account.move"].flush_model(["move_type", "payment_state", "state"])
        return [
            order_id
            for [order_id] in self.env.execute_query(
                SQL(
                    TO_CREDIT_QUERY,
                    order_ids=tuple(order_ids),
                )
            )
        ]
