from odoo import api, fields, models
from odoo.fields import Command

from ...client_actions import CLOSE
from ...models.returns.const import CONDITIONS, DESTINATIONS
from ...models.returns.rules import findings as rules


class EcommerceReturnInspection(models.TransientModel):
    """Wizard that records in which condition returned products arrived."""

    _name = "ecommerce.return.inspection"
    _description = "Inspect a Return"
    _inherit = ["ecommerce.readable.mixin"]

    return_id = fields.Many2one(
        "ecommerce.return",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    line_ids = fields.One2many(
        "ecommerce.return.inspection.line",
        "inspection_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    note = fields.Text(help="What you noticed. It is not shown to the customer.")

    @api.depends("return_id")
    def _compute_line_ids(self):
        for inspection in self:
            inspection.line_ids = [
                Command.clear(),
                *[
                    Command.create({"return_line_id": line.id, "quantity": quantity})
                    for line in inspection.return_id.line_ids
                    if (quantity := line._get_uninspected_quantity())
                ],
            ]

    def action_inspect(self):
        """Record the conditions, and move the products accordingly.

        :raise UserError: If more is inspected than was received.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_inspector(self.return_id)
        # In sudo mode because cases are only written by their own methods.
        self.env["ecommerce.return.inspector"].sudo()._inspect(
            self.return_id.sudo(),
            [line._prepare_finding() for line in self.line_ids if line.quantity],
            self.note,
        )
        return CLOSE


class EcommerceReturnInspectionLine(models.TransientModel):
    _name = "ecommerce.return.inspection.line"
    _description = "Inspection Line"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "id"

    inspection_id = fields.Many2one(
        "ecommerce.return.inspection", required=True, ondelete="cascade"
    )
    return_id = fields.Many2one(related="inspection_id.return_id")
    return_line_id = fields.Many2one(
        "ecommerce.return.line",
        string="Product",
        required=True,
        ondelete="cascade",
        domain="[('return_id', '=', return_id)]",
    )
    product_id = fields.Many2one(
        related="return_line_id.product_id", string="Expected Product"
    )
    quantity = fields.Float(digits="Product Unit")
    condition = fields.Selection(
        selection=CONDITIONS, default=rules.ACCEPTED, required=True
    )
    destination = fields.Selection(
        selection=DESTINATIONS,
        string="Disposition",
        compute="_compute_destination",
        store=True,
        readonly=False,
    )
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial Number",
        domain="[('product_id', '=', product_id)]",
    )
    found_product_id = fields.Many2one(
        "product.product",
        string="Product That Came",
        domain="[('type', '=', 'consu')]",
    )
    found_lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial Number That Came",
        domain="[('product_id', 'in', [found_product_id, product_id])]",
    )

    @api.depends("condition")
    def _compute_destination(self):
        for line in self:
            options = rules.DESTINATIONS.get(line.condition, ())
            line.destination = next(iter(options), False)

    def _prepare_finding(self):
        self.ensure_one()
        return {
            "line_id": self.return_line_id.id,
            "condition": self.condition,
            "destination": self.destination,
            "quantity": self.quantity,
            "lot_id": self.lot_id.id,
            "found_product_id": self.found_product_id.id,
            "found_lot_id": self.found_lot_id.id,
        }
