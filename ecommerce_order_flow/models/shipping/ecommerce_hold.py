from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class EcommerceHold(models.AbstractModel):
    """Explain holds and block the transfers of held orders."""

    _name = "ecommerce.hold"
    _description = "eCommerce Order Hold"

    @api.model
    def _describe(self, order):
        """Return a sentence with the hold's user, date and reason."""
        reasons = dict(order._fields["hold_reason"]._description_selection(self.env))
        reason = reasons[order.hold_reason]
        if order.hold_note:
            reason = f"{reason} ({order.hold_note})"
        if not order.hold_user_id:  # the user was deleted
            return self.env._("On hold: %(reason)s.", reason=reason)
        return self.env._(
            "On hold since %(date)s by %(user)s: %(reason)s.",
            date=format_date(self.env, order.held_at),
            user=order.hold_user_id.name,
            reason=reason,
        )

    @api.model
    def _ensure_released(self, pickings):
        """Raise if an order of the transfers is on hold or waits for its payment.

        Incoming returns are not blocked.

        :raise UserError: With the held orders, the reasons and the action required.
        """
        outgoing = pickings.filtered(
            lambda p: p.state not in ("done", "cancel") and p._leads_to_customer()
        )
        # In sudo mode because warehouse users may not read orders; only the reason of
        # the hold is shown to them.
        orders_sudo = outgoing.sudo().move_ids.sale_line_id.order_id
        if reasons := [
            f"- {order.name}: {reason}"
            for order in orders_sudo
            if (reason := self._explain(order, outgoing))
        ]:
            raise UserError(
                self.env._(
                    "These transfers cannot be validated because their orders are on "
                    "hold:\n%(orders)s\nRelease the orders first.",
                    orders="\n".join(reasons),
                )
            )

    @api.model
    def _explain(self, order, pickings):
        """Return why transfers of an order can't be validated, or a falsy value."""
        if order.is_on_hold:
            return self._describe(order)
        return self.env["ecommerce.payment.deadline"]._explain_held_delivery(order)
