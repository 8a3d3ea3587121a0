from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from .rules.facts import Moves
from .rules.kits import Part

# Counts the stock moves of order lines by kind and state. Moves of a product other than
# the line's are parts of a kit. What is put back corresponds to `_is_put_back` of
# moves: a move that reverses a step; its own return continues the delivery. Without
# OFFSET, PostgreSQL would repeat the subqueries of the kind for each count. The state
# of the following move is a separate subquery: with a join, PostgreSQL would read all
# moves first whenever it estimates them to be few, for instance after a big import.
GOODS_QUERY = """
       SELECT sol.id,
              COALESCE(SUM(m.quantity * move_uom.factor / line_uom.factor)
                  FILTER (WHERE kind = 'return' AND m.state = 'done' AND m.to_refund
                      AND m.product_id = sol.product_id), 0),
              COALESCE(SUM(m.product_uom_qty * move_uom.factor / line_uom.factor)
                  FILTER (WHERE is_open AND (kind = 'leave' OR is_last)
                      AND m.product_id = sol.product_id), 0),
              CASE WHEN SUM(m.quantity * move_uom.factor * CASE kind
                       WHEN 'prepare' THEN 1 WHEN 'put_back' THEN -1 ELSE 0 END
                   ) FILTER (WHERE m.state = 'done') > 0.00001
                   THEN COUNT(*) FILTER (WHERE kind = 'prepare' AND m.state = 'done')
                   ELSE 0 END,
              COUNT(*) FILTER (WHERE kind = 'prepare' AND is_open),
              COUNT(*) FILTER (WHERE kind = 'leave' AND m.state = 'done'),
              COUNT(*) FILTER (WHERE kind = 'leave' AND is_open),
              COUNT(*) FILTER (WHERE kind = 'leave' AND m.state = 'assigned'),
              COUNT(*) FILTER (WHERE kind = 'leave' AND is_open AND is_packed),
              COUNT(*) FILTER (WHERE kind = 'leave' AND is_open AND m.picked),
              COALESCE(BOOL_OR(m.picked) FILTER (WHERE
                  kind IN ('prepare', 'leave') AND is_open), FALSE),
              COUNT(*) FILTER (WHERE
                  kind = 'leave' AND m.state = 'done'
                  AND parcel.delivered_on IS NULL),
              MAX(parcel.delivered_on) FILTER (WHERE
                  kind = 'leave' AND m.state = 'done'),
              COUNT(*) FILTER (WHERE kind = 'return' AND is_open),
              COUNT(*) FILTER (WHERE kind = 'return' AND m.state = 'done'),
              COUNT(*) FILTER (WHERE
                  kind = 'return' AND m.state = 'done' AND m.to_refund),
              COALESCE(BOOL_OR(parcel.carrier_tracking_ref IS NOT NULL)
                  FILTER (WHERE kind = 'return' AND is_open), FALSE),
              COUNT(*) FILTER (WHERE
                  kind IN ('prepare', 'leave') AND m.state = 'cancel'),
              COUNT(*) FILTER (WHERE kind = 'put_back' AND m.state = 'done'),
              COUNT(*) FILTER (WHERE
                  kind = 'leave' AND m.state = 'done' AND parcel.is_sent_back
                  AND NOT EXISTS (
                      SELECT FROM stock_move back
                       WHERE back.origin_returned_move_id = m.id
                         AND back.state = 'done')),
              BOOL_OR(m.product_id != sol.product_id),
              sol.order_id,
              EXISTS (SELECT FROM sale_order_line own
                        JOIN sale_order_line_invoice_rel rel
                          ON rel.order_line_id = own.id
                       WHERE own.order_id = sol.order_id),
              EXISTS (SELECT FROM sale_order_transaction_rel
                       WHERE sale_order_id = sol.order_id)
         FROM sale_order_line sol
         JOIN uom_uom line_uom ON line_uom.id = sol.product_uom_id
         JOIN stock_move m ON m.sale_line_id = sol.id
         JOIN uom_uom move_uom ON move_uom.id = m.product_uom
    LEFT JOIN stock_picking parcel ON parcel.id = m.picking_id
    LEFT JOIN stock_location source ON source.id = m.location_id
    LEFT JOIN stock_location target ON target.id = m.location_dest_id
    LEFT JOIN stock_location final ON final.id = m.location_final_id
    LEFT JOIN LATERAL (
               SELECT m.state NOT IN ('done', 'cancel') AS is_open,
                      CASE
                          WHEN source.usage = 'customer' THEN 'return'
                          WHEN target.usage = 'customer' THEN 'leave'
                          WHEN m.to_refund
                               AND m.location_final_id = m.location_dest_id
                               OR m.location_final_id IS NULL
                               AND m.origin_returned_move_id IS NOT NULL
                               AND (
                               WITH RECURSIVE origin(id) AS (
                                    SELECT m.origin_returned_move_id
                                     UNION
                                    SELECT o.origin_returned_move_id
                                      FROM origin JOIN stock_move o USING (id)
                               )
                               SELECT (COUNT(*) + COUNT(*) FILTER (WHERE o.to_refund
                                          AND o.location_final_id = o.location_dest_id
                                      )) %% 2 = 1
                                 FROM origin JOIN stock_move o USING (id)
                          ) THEN 'put_back'
                          WHEN EXISTS (
                               SELECT FROM stock_warehouse w
                                 JOIN stock_location shelves
                                   ON shelves.id = w.lot_stock_id
                                WHERE target.parent_path
                                      LIKE shelves.parent_path || '%%'
                          ) THEN NULL
                          WHEN final.usage = 'customer' THEN 'prepare'
                          WHEN EXISTS (
                               SELECT FROM stock_warehouse w
                                WHERE m.picking_type_id
                                      IN (w.pick_type_id, w.pack_type_id)
                          ) THEN 'prepare'
                      END AS kind,
                      final.usage = 'customer' AND source.usage != 'customer'
                      AND NOT EXISTS (
                           SELECT FROM stock_move_move_rel
                            WHERE move_orig_id = m.id
                              AND (SELECT later.state FROM stock_move later
                                    WHERE later.id = move_dest_id) != 'cancel'
                      ) AS is_last,
                      (SELECT BOOL_AND(result_package_id IS NOT NULL)
                         FROM stock_move_line
                        WHERE move_id = m.id) AS is_packed
               OFFSET 0
              ) look ON TRUE
        WHERE sol.order_id IN %(order_ids)s
     GROUP BY sol.id
"""
# Sums up the moves of each part of kits. The wanted quantity is that of the moves to
# the customer or, as long as there are none, of the moves that pick the part first.
PARTS_QUERY = """
       SELECT m.sale_line_id,
              GREATEST(
                  COALESCE(SUM(amount) FILTER (WHERE is_leaving), 0),
                  COALESCE(SUM(amount) FILTER (WHERE is_picked_first), 0)
              ),
              COALESCE(SUM(m.quantity) FILTER (WHERE
                  is_leaving AND m.state = 'done'), 0),
              COALESCE(SUM(m.quantity) FILTER (WHERE
                  source.usage = 'customer' AND m.state = 'done' AND m.to_refund), 0),
              COALESCE(SUM(m.product_uom_qty) FILTER (WHERE
                  is_open AND (is_leaving OR is_last)), 0)
         FROM stock_move m
         JOIN stock_location source ON source.id = m.location_id
         JOIN stock_location target ON target.id = m.location_dest_id
    LEFT JOIN stock_location final ON final.id = m.location_final_id
    LEFT JOIN LATERAL (
               SELECT CASE WHEN m.state = 'done' THEN m.quantity
                           ELSE m.product_uom_qty END AS amount,
                      m.state NOT IN ('done', 'cancel') AS is_open,
                      target.usage = 'customer' AND source.usage != 'customer'
                          AS is_leaving,
                      final.usage = 'customer' AND NOT EXISTS (
                          SELECT FROM stock_move_move_rel WHERE move_dest_id = m.id
                      ) AS is_picked_first,
                      final.usage = 'customer' AND source.usage != 'customer'
                      AND NOT EXISTS (
                           SELECT FROM stock_move_move_rel
                            WHERE move_orig_id = m.id
                              AND (SELECT later.state FROM stock_move later
                                    WHERE later.id = move_dest_id) != 'cancel'
                      ) AS is_last
              ) look ON TRUE
        WHERE m.sale_line_id IN %(line_ids)s
     GROUP BY m.sale_line_id, m.product_id
"""
# The fields read by the queries.
READ_FIELDS = {
    "sale.order": ["transaction_ids"],
    "sale.order.line": ["invoice_lines", "order_id", "product_id", "product_uom_id"],
    "stock.move": [
        "location_dest_id",
        "location_final_id",
        "location_id",
        "origin_returned_move_id",
        "picked",
        "picking_id",
        "picking_type_id",
        "product_id",
        "product_uom",
        "product_uom_qty",
        "quantity",
        "sale_line_id",
        "state",
        "to_refund",
    ],
    "stock.move.line": ["move_id", "result_package_id"],
    "stock.picking": ["carrier_tracking_ref", "delivered_on", "is_sent_back"],
}


@dataclass
class GoodsOfLine:
    """Quantities and moves of an order line.

    *Returned* is the quantity to refund, *coming* the quantity of open transfers.
    """

    returned: float = 0.0
    coming: float = 0.0
    moves: Moves = field(default_factory=Moves)
    parts: list[Part] = field(default_factory=list)  # of kits


class Goods(NamedTuple):
    """The goods of order lines, and the ids of the orders known to have nothing else.

    Most orders that change have no documents yet, and many no payments: one query
    tells it.
    """

    by_line: defaultdict[int, GoodsOfLine]
    without_documents: set[int]
    without_payments: set[int]


class EcommerceGoodsFacts(models.AbstractModel):
    """Shipped, open and returned quantities of eCommerce orders."""

    _name = "ecommerce.goods.facts"
    _description = "Fulfillment Summary"

    @api.model
    def _read(self, order_ids):
        """Return the quantities: by one query, or two if there are kits.

        :rtype: Goods
        """
        goods = Goods(defaultdict(GoodsOfLine), set(), set())
        if not order_ids:
            return goods
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        kit_line_ids = []
        for row in self.env.execute_query(SQL(GOODS_QUERY, order_ids=tuple(order_ids))):
            line_id, returned, coming, *figures, is_kit = row[:-3]
            goods.by_line[line_id] = GoodsOfLine(
                float(returned), float(coming), Moves(*figures)
            )
            if is_kit:
                kit_line_ids.append(line_id)
            self._note_missing(goods, *row[-3:])
        self._read_parts(kit_line_ids, goods.by_line)
        return goods

    @api.model
    def _note_missing(self, goods, order_id, has_documents, has_payments):
        if not has_documents:
            goods.without_documents.add(order_id)
        if not (has_documents or has_payments):  # Some are of invoices only.
            goods.without_payments.add(order_id)

    @api.model
    def _read_parts(self, line_ids, goods_by_line):
        """Add the quantities of the parts of kits."""
        if not line_ids:
            return
        for line_id, *amounts in self.env.execute_query(
            SQL(PARTS_QUERY, line_ids=tuple(line_ids))
        ):
            goods_by_line[line_id].parts.append(Part(*map(float, amounts)))
