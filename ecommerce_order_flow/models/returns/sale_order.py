from odoo import api, fields, models

from ..engine.guard import write_guarded


class SaleOrder(models.Model):
    _inherit = "sale.order"

    return_ids = fields.One2many(
        "ecommerce.return",
        "order_id",
        string="Returns",
        is_rare=True,
        groups="base.group_user",
    )
    return_number = fields.Integer(
        copy=False,
        readonly=True,
        help="Number of returns requested. It is increased with each one, so that "
        "simultaneous requests notice each other.",
    )

    # The moves of returns are moves of the order's lines, too: their quantities are
    # known there, and each path costs time whenever a move changes.
    @api.depends(
        "order_line.accepted_incomplete_kits",
        "return_ids.decision",
        "return_ids.line_ids.move_ids",
        "return_ids.line_ids.inspected_quantity",
        "return_ids.line_ids.rejected_quantity",
        "return_ids.line_ids.undecided_quantity",
    )
    def _compute_flow_status(self):
        """Override to depend on decisions about returns."""
        return super()._compute_flow_status()

    @api.depends("return_ids.state", "return_ids.needs_valuation")
    def _compute_next_action(self):
        """Override to depend on the states of returns."""
        return super()._compute_next_action()

    def action_refund_no_part(self):
        """Decide that nothing is refunded for the returned parts of kits."""
        self.check_access("write")
        # Whoever declines returns: salespeople, and none else who may write orders.
        self.env["ecommerce.return.decline"].check_access("create")
        # In sudo mode because salespeople can't read transactions and transfers.
        facts = self.sudo().env["ecommerce.order.facts"]._get(self.sudo())
        incomplete = {
            line.id: line.incomplete for order in self for line in facts[order.id].lines
        }
        for line in self.order_line:
            kits = line.accepted_incomplete_kits + incomplete.get(line.id, 0.0)
            write_guarded(line, {"accepted_incomplete_kits": kits})
