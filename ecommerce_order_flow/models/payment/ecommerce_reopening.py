from odoo import api, models
from odoo.exceptions import UserError

from ..engine.locks import lock_or_refuse


class EcommerceReopening(models.AbstractModel):
    """Resetting cancelled orders to quotation, so that they can be confirmed again."""

    _name = "ecommerce.reopening"
    _description = "Confirmation of Cancelled Orders"

    @api.model
    def _reopen(self, order):
        """Reset a cancelled order to quotation if it is paid and in stock.

        :raise UserError: With the reason if it can't be confirmed again.
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
                    "%(order)s is locked: unlock it before you confirm it again.",
                    order=order.name,
                )
            )

    @api.model
    def _ensure_in_stock(self, order):
        """Lock the order's products, and raise if their stock is insufficient.

        :raise UserError: With the products and the alternatives.
        """
        check = self.env["ecommerce.stock.check"]
        check._lock_stock(order)
        if missing := check._describe_missing(order):
            raise UserError(
                self.env._(
                    "%(order)s cannot be confirmed again because the stock is "
                    "insufficient: %(products)s. Refund the payment, or confirm the "
                    "order as a backorder after setting it back to quotation.",
                    order=order.name,
                    products=missing,
                )
            )

    @api.model
    def _ensure_paid(self, order):
        """Raise unless the customer paid the order's total.

        :raise UserError: With the amounts and the action required.
        """
        is_free = order.currency_id.is_zero(order.amount_total)
        if is_free or order._is_to_confirm():
            return
        kept = self.env["ecommerce.order.facts"]._get_kept_amount(order)
        raise UserError(
            self.env._(
                "%(order)s cannot be confirmed again because it is not paid: %(kept)s "
                "of %(total)s were received, %(refunded)s were refunded. Set the "
                "order to quotation and ask the customer to pay.",
                order=order.name,
                kept=order._format_money(kept),
                total=order._format_money(order.amount_total),
                refunded=order._format_money(order.amount_refunded),
            )
        )
