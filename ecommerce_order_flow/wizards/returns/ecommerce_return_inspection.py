from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...client_actions import CLOSE


class EcommerceReturnInspection(models.TransientModel):
    """Wizard that records the accepted quantities of returned products."""

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
                    Command.create(
                        {
                            "return_line_id": line.id,
                            "accepted_quantity": line.received_quantity
                            - line.rejected_quantity,
                        }
                    )
                    for line in inspection.return_id.line_ids
                    if line.received_quantity
                ],
            ]

    def action_inspect(self):
        """Record the accepted quantities; the rest isn't refunded.

        :raise UserError: If more is accepted than was received.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_inspector(self.return_id)
        for line in self.line_ids:
            line._ensure_possible()
        # In sudo mode because cases are only written by their own methods.
        case = self.return_id.sudo()
        self.env["ecommerce.return.decision"]._inspect(
            case,
            {
                line.return_line_id.id: line.received_quantity - line.accepted_quantity
                for line in self.line_ids
            },
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
    return_line_id = fields.Many2one(
        "ecommerce.return.line", required=True, ondelete="cascade"
    )
    name = fields.Text(related="return_line_id.order_line_id.name", related_sudo=False)
    received_quantity = fields.Float(
        related="return_line_id.received_quantity", related_sudo=False
    )
    accepted_quantity = fields.Float(digits="Product Unit")

    def _ensure_possible(self):
        self.ensure_one()
        if self.return_line_id.return_id != self.inspection_id.return_id:
            raise UserError(self.env._("This is not a line of the return."))
        if not 0 <= self.accepted_quantity <= self.received_quantity:
            raise UserError(
                self.env._(
                    "%(quantity)s of %(line)s arrived: accept no more than that, and "
                    "no less than 0.",
                    line=self.name,
                    quantity=f"{self.received_quantity:g}",
                )
            )
