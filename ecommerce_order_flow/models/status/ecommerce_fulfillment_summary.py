from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.tools import SQL

# Counts the stock moves of orders by what they do and how far they are.
FULFILLMENT_QUERY = """
       SELECT sol.order_id,
              COUNT(*) FILTER (WHERE
                  m.id IS NULL
                  AND sol.qty_delivered_method = 'stock_move'
                  AND sol.product_uom_qty > 0),
              COUNT(*) FILTER (WHERE kind = 'prepare' AND m.state = 'done'),
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
                  kind = 'leave' AND m.state = 'done')
         FROM sale_order_line sol
    LEFT JOIN stock_move m ON m.sale_line_id = sol.id
    LEFT JOIN stock_picking parcel ON parcel.id = m.picking_id
    LEFT JOIN stock_location source ON source.id = m.location_id
    LEFT JOIN stock_location target ON target.id = m.location_dest_id
    LEFT JOIN stock_location final ON final.id = m.location_final_id
    LEFT JOIN LATERAL (
               SELECT m.state NOT IN ('done', 'cancel') AS is_open,
                      CASE
                          WHEN source.usage = 'customer' THEN 'return'
                          WHEN target.usage = 'customer' THEN 'leave'
                          WHEN EXISTS (
                               SELECT FROM stock_warehouse w
                                 JOIN stock_location shelves
                                   ON shelves.id = w.lot_stock_id
                                WHERE target.parent_path
                                      LIKE shelves.parent_path || '%%'
                          ) THEN 'put_back'
                          WHEN final.usage = 'customer' THEN 'prepare'
                          WHEN EXISTS (
                               SELECT FROM stock_warehouse w
                                WHERE m.picking_type_id
                                      IN (w.pick_type_id, w.pack_type_id)
                          ) THEN 'prepare'
                      END AS kind,
                      (SELECT BOOL_AND(result_package_id IS NOT NULL)
                         FROM stock_move_line
                        WHERE move_id = m.id) AS is_packed
              ) look ON TRUE
        WHERE sol.order_id IN %(order_ids)s
     GROUP BY sol.order_id
"""


@dataclass
class FulfillmentSummary:
    """How far the goods of one order got on their way to the customer.

    The figures count stock moves; *prepared* ones pick or pack, *leaving* ones go to
    the customer, *undelivered* of them are on the way.
    """

    lines_without_move: int = 0
    prepared: int = 0
    to_prepare: int = 0
    left: int = 0
    to_leave: int = 0
    to_leave_reserved: int = 0
    to_leave_packed: int = 0
    to_leave_picked: int = 0
    started: bool = False
    undelivered: int = 0
    last_delivered_on: date | None = None

    @property
    def is_set_aside(self):
        """Whether somebody took everything that is to leave from its shelf."""
        is_taken = self.prepared or self.to_leave_picked == self.to_leave
        return bool(is_taken and self.to_leave_reserved == self.to_leave)


class EcommerceFulfillmentSummary(models.AbstractModel):
    """How far the goods got, read by one query for any number of orders."""

    _name = "ecommerce.fulfillment.summary"
    _description = "Fulfillment of Web Orders"

    @api.model
    def _get(self, orders):
        """Return how far the goods of the given orders got.

        :return: a `FulfillmentSummary` by order id.
        :rtype: defaultdict
        """
        summary_by_order = defaultdict(FulfillmentSummary)
        order_ids = orders._origin.ids
        if not order_ids:
            return summary_by_order
        self._flush_moves()
        for order_id, *figures in self.env.execute_query(
            SQL(
                FULFILLMENT_QUERY,
                order_ids=tuple(order_ids),
            )
        ):
            summary_by_order[order_id] = FulfillmentSummary(*figures)
        return summary_by_order

    @api.model
    def _flush_moves(self):
        self.env["sale.order.line"].flush_model(
            ["order_id", "product_uom_qty", "qty_delivered_method"]
        )
        self.env["stock.move"].flush_model(
            [
                "location_dest_id",
                "location_final_id",
                "location_id",
                "picked",
                "picking_id",
                "picking_type_id",
                "sale_line_id",
                "state",
            ]
        )
        self.env["stock.move.line"].flush_model(["move_id", "result_package_id"])
        self.env["stock.picking"].flush_model(["delivered_on"])
