from odoo import api, fields, models
from odoo.fields import Command

from ...client_actions import CLOSE


class EcommerceReturnValuation(models.TransientModel):
    """Wizard for the decision how much of inspected products is refunded."""

    _name = "ecommerce.return.valuation"
    _description = "Decide about the Loss of Value"
    _inherit = ["ecommerce.readable.mixin"]

    return_id = fields.Many2one(
        "ecommerce.return",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    line_ids = fields.One2many(
        "ecommerce.return.valuation.line",
        "valuation_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("return_id")
    def _compute_line_ids(self):
        for valuation in self:
            valuation.line_ids = [
                Command.clear(),
                *[
                    Command.create(
                        {
                            "finding_id": finding.id,
                            "loss_percentage": finding.loss_percentage,
                            "reason": finding.loss_reason,
                        }
                    )
                    for finding in valuation.return_id.line_ids.finding_ids
                    if finding._can_be_valued()
                ],
            ]

    def action_decide(self):
        """Record the losses of value, and notify the customer of them.

        :raise UserError: If it was refunded already, or no reason is given.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_seller(self.return_id)
        # In sudo mode because cases are only written by their own methods.
        self.env["ecommerce.return.inspector"].sudo()._value(
            self.return_id.sudo(),
            {
                line.finding_id.id: (line.loss_percentage, line.reason)
                for line in self.line_ids
            },
        )
        return CLOSE


class EcommerceReturnValuationLine(models.TransientModel):
    _name = "ecommerce.return.valuation.line"
    _description = "Loss of Value"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "id"

    valuation_id = fields.Many2one(
        "ecommerce.return.valuation", required=True, ondelete="cascade"
    )
    finding_id = fields.Many2one(
        "ecommerce.return.finding", required=True, ondelete="cascade"
    )
    name = fields.Text(related="finding_id.name", related_sudo=False)
    quantity = fields.Float(related="finding_id.quantity", related_sudo=False)
    condition = fields.Selection(related="finding_id.condition", related_sudo=False)
    found_product_id = fields.Many2one(
        related="finding_id.found_product_id", related_sudo=False
    )
    loss_percentage = fields.Float(
        string="Loss of Value (%)", help="0: all is refunded. 100: nothing is refunded."
    )
    reason = fields.Text(
        string="Reason for the Customer", help="The customer receives it by email."
    )
