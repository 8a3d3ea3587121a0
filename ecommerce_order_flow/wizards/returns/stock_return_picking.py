from odoo import api, fields, models


class StockReturnPicking(models.TransientModel):
    _inherit = "stock.return.picking"

    can_open_return = fields.Boolean(compute="_compute_can_open_return")
    opens_return = fields.Boolean(
        string="Process as a Return",
        compute="_compute_opens_return",
        store=True,
        readonly=False,
        help="Creates a return of the order, or updates the open one: its refund "
        "follows the return policy, and the customer sees it on the page of the order. "
        "Otherwise there is only the transfer.",
    )

    @api.depends("picking_id")
    def _compute_can_open_return(self):
        offer = self.env["ecommerce.return.offer"]
        for wizard in self:
            # In sudo mode because warehouse staff may not read orders.
            moves = wizard.picking_id.sudo().move_ids
            wizard.can_open_return = any(
                offer._leaves(move) and offer._is_open(move.sale_line_id.order_id)
                for move in moves
                if move.sale_line_id
            )

    @api.depends("can_open_return")
    def _compute_opens_return(self):
        for wizard in self:
            wizard.opens_return = wizard.can_open_return

    def action_create_returns(self):
        """Override of `stock` to create or update the return of the order."""
        action = super().action_create_returns()
        if self.opens_return and action.get("res_id"):
            transfer = self.env["stock.picking"].browse(action["res_id"])
            self.env["ecommerce.return.arrival"]._take_in(transfer)
        return action

    def action_create_exchanges(self):
        """Override of `stock` because what is exchanged isn't refunded."""
        self.opens_return = False
        return super().action_create_exchanges()
