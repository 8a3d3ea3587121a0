from odoo import api, models
from odoo.exceptions import UserError

from ..engine.locks import lock_or_refuse


class EcommerceReopening(models.AbstractModel):
    """Makes quotations of cancelled orders that can be confirmed after all."""

    _name = "ecommerce.reopening"
    _description = "Re-opening of Cancelled Orders"

    @api.model
    def _reopen(self, order):
        """Make a quotation of a cancelled order that can be served and is paid.

        :raise UserError: Says what speaks against it.
        """
        self._ensure_cancelled(order)
        self._ensure_unlocked(order)
        # In sudo mode because salespeople can't read transactions.
        lock_or_refuse(order, order.sudo().transaction_ids)
        order.action_draft()
        self._ensure_in_stock(order)
        self._ensure_paid(order)

    @api.model
    def _ensure_cancelled(self, order):
        if order.state != "cancel":
            raise UserError(self.env._("%(order)s is not cancelled.", order=order.name))

    @api.model
    def _ensure_unlocked(self, order):
        if order.locked:
            raise UserError(
                self.env._(
                    "%(order)s is locked: unlock it before you re-open it.",
                    order=order.name,
                )
            )

    @api.model
    def _ensure_in_stock(self, order):
        """Raise if the order can't be served, and let others wait for its goods.

        :raise UserError: Says which products are short, and what to do.
        """
        check = self.env["ecommerce.stock.check"]
        check._lock_stock(order)
        if missing := check._describe_missing(order):
            raise UserError(
                self.env._(
                    "%(order)s can't be re-opened because the stock is short: "
                    "%(products)s. Refund the payment, or confirm the order as a "
                    "backorder after setting it back to quotation.",
                    order=order.name,
                    products=missing,
                )
            )

    @api.model
    def _ensure_paid(self, order):
        """Raise unless the customer paid what the order asks for.

        :raise UserError: Says how much is there, and what to do.
        """
        is_free = order.currency_id.is_zero(order.amount_total)
        if is_free or order._is_to_confirm():
            return
        raise UserError(
            self.env._(
                "%(order)s can't be re-opened because it is not paid: %(kept)s of "
                "%(total)s are here, %(refunded)s went back. Set the order to "
                "quotation and ask the customer to pay.",
                order=order.name,
                kept=order._format_money(order.amount_received - order.amount_refunded),
                total=order._format_money(order.amount_total),
                refunded=order._format_money(order.amount_refunded),
            )
        )
