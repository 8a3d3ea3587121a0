from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...models.shipping.const import HOLD_REASONS


class EcommerceOrderHold(models.TransientModel):
    _name = "ecommerce.order.hold"
    _description = "Hold eCommerce Orders"
    _inherit = ["ecommerce.readable.mixin"]

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self._default_order_ids(),
    )
    reason = fields.Selection(selection=HOLD_REASONS, required=True)
    note = fields.Char()
    until = fields.Date(
        compute="_compute_until",
        store=True,
        readonly=False,
        help="From this date on the transfers can be validated again. Empty: until "
        "the order is released manually.",
    )

    # === DEFAULT METHODS === #

    @api.model
    def _default_order_ids(self):
        orders = self.env["sale.order"].browse(self.env.context.get("active_ids"))
        return orders.filtered("website_id")

    # === COMPUTE METHODS === #

    @api.depends("order_ids")
    def _compute_until(self):
        for wizard in self:
            days = max(wizard.order_ids.website_id.mapped("hold_days"), default=0)
            today = fields.Date.context_today(wizard)
            wizard.until = days and today + timedelta(days=days)

    # === CONSTRAINT METHODS === #

    @api.constrains("until")
    def _check_until(self):
        for wizard in self:
            if wizard.until and wizard.until <= fields.Date.context_today(wizard):
                raise ValidationError(
                    self.env._(
                        "Choose a date after today, or leave it empty to keep the "
                        "order on hold until it is released."
                    )
                )

    # === ACTION METHODS === #

    def action_hold(self):
        self.ensure_one()
        if not self.order_ids:
            raise UserError(
                self.env._(
                    "Only eCommerce orders can be put on hold: select at least one."
                )
            )
        self.order_ids._hold(self.reason, self.note, self.until)
        return {"type": "ir.actions.act_window_close"}
