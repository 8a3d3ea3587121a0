from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.locks import lock_or_refuse

MAX_NOTE_LENGTH = 1000
# Fulfillment statuses with which the customer expects parcels, or has them.
HAS_LEFT_STATUSES = ("partially_shipped", "shipped", "ready_for_pickup", "delivered")


def lock_with_transfers(order):
    """Let nobody begin to pick while the order is cancelled.

    :raise UserError: If somebody is at it.
    """
    # In sudo mode because customers may not see transfers.
    pickings_sudo = order.sudo().picking_ids
    lock_or_refuse(order, pickings_sudo)
    pickings_sudo.move_ids.invalidate_recordset(["state", "picked"])


class SaleOrder(models.Model):
    """Web orders can be cancelled as long as nobody has begun to pick their goods."""

    _inherit = "sale.order"

    cancelled_by = fields.Selection(
        selection=[("customer", "Customer"), ("staff", "Staff")],
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    cancellation_note = fields.Char(
        string="Reason of the Cancellation", readonly=True, copy=False
    )
    is_cancellation_notified = fields.Boolean(
        readonly=True,
        copy=False,
        help="The customer gets a mail that the order is cancelled.",
    )
    download_opened_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the customer opened a download of the order for the first time.",
    )

    @api.depends("cancelled_by")
    def _compute_next_action(self):
        """Override to look again when it is known who cancelled the order."""
        return super()._compute_next_action()

    # === BUSINESS METHODS === #

    def _action_cancel(self):
        """Override of `sale` to note who cancelled orders that were placed.

        Payments that are only authorized are voided then.
        """
        placed_orders = self.filtered(lambda order: order._is_placed())
        placed_orders.filtered(lambda order: not order.cancelled_by).write(
            {"cancelled_by": "staff"}
        )
        lost_cards = placed_orders._describe_lost_gift_cards()
        result = super()._action_cancel()
        for order, reason in lost_cards.items():
            order.message_post(body=reason)
        if placed_orders:
            self.env["ecommerce.automation"]._trigger("void_payment", "send_order_mail")
        return result

    def action_draft(self):
        """Override of `sale` for orders that go on after all."""
        cancelled_orders = self.filtered("cancelled_by")
        result = super().action_draft()
        cancelled_orders.write(
            {
                "cancelled_by": False,
                "cancellation_note": False,
                "is_cancellation_notified": False,
            }
        )
        return result

    def _cancel_before_shipping(self, by, note=False, notify_customer=True):
        """Cancel placed orders, release their stock, and have their payments voided.

        What is paid already is proposed to be refunded, by the next action.

        :param str by: `customer` or `staff`.
        :param str note: the reason; of staff the customer reads it in the mail.
        :param bool notify_customer: whether the customer gets a mail.
        :raise UserError: If it is too late, or somebody works on the order right now.
        """
        for order in self:
            lock_with_transfers(order)
            order._ensure_cancellable(by)
            order.write(
                {
                    "cancelled_by": by,
                    "cancellation_note": (note or "").strip()[:MAX_NOTE_LENGTH],
                    "is_cancellation_notified": notify_customer,
                }
            )
            order._action_cancel()
            order.message_post(body=order._describe_cancellation())

    def _is_placed(self):
        """Return whether the order was placed in a website and isn't cancelled.

        A cart isn't placed, unless somebody paid it.
        """
        self.ensure_one()
        if not self.website_id or self.state == "cancel":
            return False
        return self.flow_stage != "cart" or bool(self.amount_received)

    def _can_be_cancelled(self):
        """Return whether the order can be cancelled as if it had not been placed."""
        self.ensure_one()
        return not self._explain_refused_cancellation("staff")

    def _can_be_cancelled_by_customer(self):
        """Return whether the website lets the customer cancel the order now."""
        self.ensure_one()
        return (
            self.website_id.customer_can_cancel
            and not self._explain_refused_cancellation("customer")
        )

    def _shows_refused_cancellation(self):
        """Return whether the order's page says why the customer can't cancel it.

        That what has left can't be cancelled needs no words.
        """
        self.ensure_one()
        has_left = self.fulfillment_status in HAS_LEFT_STATUSES
        return self.website_id.customer_can_cancel and self._is_placed() and not has_left

    def _ensure_cancellable(self, by):
        """Raise if the customer, or the staff, can't cancel the order.

        :raise UserError: Says why.
        """
        self.ensure_one()
        if reason := self._explain_refused_cancellation(by):
            raise UserError(reason)

    def _explain_refused_cancellation(self, by):
        """Return why the customer, or the staff, can't cancel the order."""
        check = self.env["ecommerce.cancellation.check"]
        if by == "customer":
            return check._explain_refusal_to_customer(self)
        return check._explain_refusal(self)

    def _describe_cancellation(self):
        """Return who cancelled the order and why, for its history."""
        by_customer = self.cancelled_by == "customer"
        body = (
            self.env._("The customer cancelled the order.")
            if by_customer
            else self.env._("The order was cancelled before shipping.")
        )
        return " ".join(filter(None, [body, self.cancellation_note]))

    # === MONEY === #

    def _get_cancelled_money(self):
        """Return what becomes of the customer's money when the order is cancelled.

        :return: whether an amount `is_blocked`, `is_paid`, `is_refunded`, `is_awaited`
        :rtype: dict
        """
        self.ensure_one()
        # In sudo mode because salespeople can't read transactions.
        txs = self.sudo().transaction_ids
        kept = self.amount_received - self.amount_refunded
        is_paid = self.currency_id.compare_amounts(kept, 0) > 0
        return {
            "is_blocked": any(tx._is_released_with(self) for tx in txs),
            "is_paid": is_paid,
            "is_refunded": bool(self.amount_refunded) and not is_paid,
            "is_awaited": any(tx._may_still_arrive() for tx in txs),
        }

    def _describe_lost_gift_cards(self):
        """Return what to say of orders that were paid with cards which have expired."""
        check = self.env["ecommerce.gift.card.check"]
        cards_by_order = {order: check._find_lost(order) for order in self}
        return {
            order: self.env._(
                "The order was paid with %(cards)s, which can't be used anymore: what "
                "the customer paid with it is lost unless you renew it.",
                cards=", ".join(card.display_name for card in cards),
            )
            for order, cards in cards_by_order.items()
            if cards
        }

    def _ensure_paid(self):
        """Override: what a provider was asked to release pays nothing.

        :raise UserError: Says which payment.
        """
        super()._ensure_paid()
        # In sudo mode because salespeople can't read transactions.
        for tx in self.sudo().transaction_ids:
            if tx.state == "authorized" and tx.void_status:
                raise UserError(
                    self.env._(
                        "%(order)s can't be re-opened: %(provider)s was asked to "
                        "release the amount of %(reference)s. Set the order to "
                        "quotation and ask the customer to pay.",
                        order=self.name,
                        provider=tx.provider_id.name,
                        reference=tx.reference,
                    )
                )

    @api.model
    def _flow_confirm_paid_domain(self):
        """Override: what a provider was asked to release confirms no order."""
        is_released = Domain("state", "=", "authorized") & Domain(
            "void_status", "!=", False
        )
        return super()._flow_confirm_paid_domain() & Domain(
            "transaction_ids", "not any", is_released
        )

    # === DOWNLOADS === #

    def _note_opened_download(self, document):
        """Note the first time that the customer opens something that the order sold."""
        self.ensure_one()
        is_sold = (
            document.attached_on_sale == "sale_order"
            and document in self._get_product_documents()
        )
        if is_sold and not self.download_opened_at:
            self.download_opened_at = fields.Datetime.now()
            self.message_post(
                body=self.env._(
                    "The customer opened the download %(document)s.",
                    document=document.name,
                )
            )
