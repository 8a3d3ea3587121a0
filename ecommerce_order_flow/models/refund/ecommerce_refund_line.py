from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceRefundLine(models.Model):
    _name = "ecommerce.refund.line"
    _description = "Refunded Order Line"
    _order = "id"

    refund_id = fields.Many2one(
        "ecommerce.refund", required=True, index=True, ondelete="cascade"
    )
    order_line_id = fields.Many2one(
        "sale.order.line", required=True, index=True, ondelete="restrict"
    )
    name = fields.Text(related="order_line_id.name")
    quantity = fields.Float(digits="Product Unit", readonly=True)
    fee_percentage = fields.Float(
        readonly=True, help="The restocking fee deducted from the price."
    )
    credited_quantity = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="The quantity for which there is a credit note.",
    )
    stopped_quantity = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="The order was reduced by this quantity.",
    )
    uncredited_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_uncredited_quantity",
        help="What was refunded, but neither credited nor deducted from the order.",
    )

    @api.depends("quantity", "credited_quantity", "stopped_quantity")
    def _compute_uncredited_quantity(self):
        for line in self:
            settled = max(line.credited_quantity, line.stopped_quantity)
            line.uncredited_quantity = line.quantity - settled

    def _note_documents(self, plan):
        """Set the credited quantities of the lines."""
        for line in self:
            line.credited_quantity = sum(
                values["quantity"]
                for document in plan.documents
                if document.invoice
                for values in document.lines
                if line.order_line_id.id in self._get_line_ids(values)
            )

    @api.model
    def _get_line_ids(self, values):
        """Return the order line ids in the values of an invoice line."""
        return [
            line_id
            for command in values.get("sale_line_ids") or []
            for line_id in (command[2] if command[0] == 6 else [command[1]])
        ]

    def _stop_delivery(self):
        """Remove unshipped refunded quantities from the order.

        :raise UserError: If the order is locked or in preparation.
        """
        orders = self.refund_id.order_id
        facts = self.env["ecommerce.order.facts"]._get(orders)
        coming = {
            line.id: line.coming for order in orders for line in facts[order.id].lines
        }
        for line in self:
            sale_line = line.order_line_id
            stopped = min(line.quantity, coming.get(sale_line.id, 0.0))
            if stopped > 0 and sale_line.order_id.state == "sale":
                line._ensure_unlocked()
                # Odoo would recompute the price as of today.
                sale_line.write(
                    {
                        "product_uom_qty": sale_line.product_uom_qty - stopped,
                        "price_unit": sale_line.price_unit,
                        "discount": sale_line.discount,
                    }
                )
                line.stopped_quantity = stopped

    def _ensure_unlocked(self):
        """Raise if the order is locked, because Odoo then refuses lower quantities.

        :raise UserError: With the alternatives.
        """
        order = self.order_line_id.order_id
        if order.locked:
            raise UserError(
                self.env._(
                    "%(order)s is locked: unlock it, or let what is refunded be "
                    "delivered anyway.",
                    order=order.name,
                )
            )
