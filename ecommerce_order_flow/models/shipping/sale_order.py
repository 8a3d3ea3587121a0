from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .const import HOLD_REASONS


class SaleOrder(models.Model):
    """A hold: with a reason, a note and an end, until somebody releases it."""

    _inherit = "sale.order"

    # Why is no business of customers, who may read their orders.
    hold_reason = fields.Selection(
        selection=HOLD_REASONS, copy=False, groups="base.group_user"
    )
    hold_note = fields.Char(copy=False, groups="base.group_user")
    hold_until = fields.Date(
        string="Held until",
        copy=False,
        help="From this day on the transfers can be validated again. Empty: until "
        "somebody releases the order.",
    )
    hold_user_id = fields.Many2one(
        string="Held by",
        comodel_name="res.users",
        copy=False,
        readonly=True,
        groups="base.group_user",
    )
    held_at = fields.Datetime(string="Held since", copy=False, readonly=True)
    is_on_hold = fields.Boolean(
        string="On Hold",
        compute="_compute_is_on_hold",
        compute_sudo=True,
        search="_search_is_on_hold",
    )

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
        """Override to look again when somebody holds or releases the order."""
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

        :param str reason: one of `HOLD_REASONS`.
        :param str note: what to know about it, for colleagues.
        :param date until: the day from which on the orders are free again.
        """
        self.write(
            {
                "hold_reason": reason,
                "hold_note": note,
                "hold_until": until,
                "hold_user_id": self.env.uid,
                "held_at": fields.Datetime.now(),
            }
        )
        for order in self:
            order.message_post(body=order._get_hold_summary())

    def _release(self):
        """Let the orders' transfers be validated again; twice does no harm.

        Those whose delivery waits for their payment are delivered before it.
        """
        held_orders = self.filtered("hold_reason")
        unpaid_orders = self.filtered(
            self.env["ecommerce.payment.deadline"]._holds_delivery
        )
        unpaid_orders.waiting_policy = "odoo"
        held_orders.write(
            {
                "hold_reason": False,
                "hold_note": False,
                "hold_until": False,
                "hold_user_id": False,
                "held_at": False,
            }
        )
        for order in held_orders | unpaid_orders:
            order.message_post(body=self.env._("Released: the transfers can go on."))

    def _get_hold_summary(self):
        """Return who holds the order since when and why, in one sentence."""
        self.ensure_one()
        reasons = dict(self._fields["hold_reason"]._description_selection(self.env))
        reason = reasons[self.hold_reason]
        if self.hold_note:
            reason = f"{reason} ({self.hold_note})"
        if not self.hold_user_id or not self.held_at:  # an import wrote the reason
            return self.env._("On hold: %(reason)s.", reason=reason)
        return self.env._(
            "On hold since %(date)s by %(user)s: %(reason)s.",
            date=format_date(self.env, self.held_at),
            user=self.hold_user_id.name,
            reason=reason,
        )

    def _ensure_not_on_hold(self):
        """Raise if one of the orders is on hold, or its delivery waits for money.

        :raise UserError: says which orders are on hold, why, and what to do.
        """
        deadline = self.env["ecommerce.payment.deadline"]
        reasons = [
            f"- {order.name}: {reason}"
            for order in self
            if (reason := order.is_on_hold and order._get_hold_summary())
            or (reason := deadline._explain_held_delivery(order))
        ]
        if reasons:
            raise UserError(
                self.env._(
                    "These transfers can't be validated because their orders are on "
                    "hold:\n%(orders)s\nRelease the orders first.",
                    orders="\n".join(reasons),
                )
            )
