from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.guard import write_guarded
from .const import HOLD_REASONS


class SaleOrder(models.Model):
    """Hold of an order, with reason, note and end."""

    _inherit = "sale.order"

    # The reason is hidden from customers, who may read their orders.
    hold_reason = fields.Selection(
        selection=HOLD_REASONS, copy=False, readonly=True, groups="base.group_user"
    )
    hold_note = fields.Char(copy=False, readonly=True, groups="base.group_user")
    hold_until = fields.Date(
        string="Held until",
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="From this date on the transfers can be validated again. Empty: until "
        "the order is released manually.",
    )
    hold_user_id = fields.Many2one(
        string="Held by",
        comodel_name="res.users",
        copy=False,
        readonly=True,
        groups="base.group_user",
    )
    held_at = fields.Datetime(
        string="Held since", copy=False, readonly=True, groups="base.group_user"
    )
    is_on_hold = fields.Boolean(
        string="On Hold",
        compute="_compute_is_on_hold",
        compute_sudo=True,
        search="_search_is_on_hold",
        groups="base.group_user",
    )

    # Partial index for the search of held orders.
    _hold_idx = models.Index("(id) WHERE hold_reason IS NOT NULL")

    # === COMPUTE METHODS === #

    @api.depends("hold_reason", "hold_until")
    def _compute_is_on_hold(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_on_hold = order.hold_reason and (
                not order.hold_until or order.hold_until > today
            )

    @api.model
    def _search_is_on_hold(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("hold_reason", "!=", False) & (
            Domain("hold_until", "=", False)
            | Domain("hold_until", ">", fields.Date.context_today(self))
        )

    @api.depends("is_on_hold", "hold_note")
    def _compute_next_action(self):
        """Override to depend on the hold."""
        return super()._compute_next_action()

    # === ACTION METHODS === #

    def action_hold(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_order_hold_action"
        )

    def action_release(self):
        self._release()

    # === BUSINESS METHODS === #

    def _hold(self, reason, note=False, until=False):
        """Block the validation of the orders' transfers.

        :param str reason: One of `HOLD_REASONS`.
        :param str note: A note for colleagues.
        :param date until: The date on which the hold ends.
        :raise AccessError: If the user isn't a salesperson.
        """
        self.env["ecommerce.order.hold"].check_access("create")
        write_guarded(
            self,
            {
                "hold_reason": reason,
                "hold_note": note,
                "hold_until": until,
                "hold_user_id": self.env.uid,
                "held_at": fields.Datetime.now(),
            },
        )
        for order in self:
            order.message_post(body=self.env["ecommerce.hold"]._describe(order))

    def _release(self):
        """Release the orders; does nothing if they aren't on hold.

        Orders whose delivery waits for the payment may then be shipped before it.

        :raise AccessError: If the user isn't a salesperson.
        """
        self.env["ecommerce.order.hold"].check_access("create")
        held_orders = self.filtered("hold_reason")
        unpaid_orders = self.filtered(
            self.env["ecommerce.payment.deadline"]._holds_delivery
        )
        write_guarded(unpaid_orders, {"waiting_policy": "odoo"})
        write_guarded(
            held_orders,
            {
                "hold_reason": False,
                "hold_note": False,
                "hold_until": False,
                "hold_user_id": False,
                "held_at": False,
            },
        )
        for order in held_orders | unpaid_orders:
            order.message_post(
                body=self.env._("Released: the transfers can be validated again.")
            )
