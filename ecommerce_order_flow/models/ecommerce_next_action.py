from odoo import api, models
from odoo.tools import format_date

from ..const import OPEN_FULFILLMENT_STATUSES


class EcommerceNextAction(models.AbstractModel):
    """Why a web order stands where it stands, who moves next, and with which button.

    The rules are asked in their order, the first that has something to say answers.
    To add one: put its code into `_get_rules` and write `_explain_<code>`, which
    returns the sentence or nothing; the code names the button in the order's form.
    """

    _name = "ecommerce.next.action"
    _description = "Next Action of a Web Order"

    @api.model
    def _get_rules(self):
        """Return the codes of the rules, the most urgent first."""
        return [
            "return_cancelled_money",
            "void",
            "cancelled",
            "release",
            "accept",
            "confirm",
            "confirm_unpaid",
            "wait_for_payment",
            "recover",
            "wait_for_checkout",
            "cancel",
            "ship_late",
            "ship",
            "wait_for_return",
            "credit",
            "capture",
            "return_money",
            "invoice",
            "collect",
            "done",
        ]

    @api.model
    def _get(self, order):
        """Return the code and the sentence of the order's next action."""
        for code in self._get_rules():
            if sentence := getattr(self, f"_explain_{code}")(order):
                return code, sentence
        return False, False

    # === CANCELLED ORDERS === #

    @api.model
    def _explain_return_cancelled_money(self, order):
        kept = order.amount_received - order.amount_refunded
        if order.state != "cancel" or order.currency_id.compare_amounts(kept, 0) <= 0:
            return False
        if order.cancelled_by == "customer":
            return self.env._(
                "The customer cancelled the order and paid %(amount)s: refund the "
                "payment.",
                amount=order._format_money(kept),
            )
        return self.env._(
            "The order is cancelled, but the customer paid %(amount)s: refund the "
            "payment, or re-open the order.",
            amount=order._format_money(kept),
        )

    @api.model
    def _explain_void(self, order):
        if order.state == "cancel" and order.payment_status == "authorized":
            return self.env._(
                "The order is cancelled, but its payment is still authorized: void it."
            )
        return False

    @api.model
    def _explain_cancelled(self, order):
        if order.state != "cancel":
            return False
        if order.fulfillment_status in ("shipped", "delivered", "partially_shipped"):
            return self.env._(
                "The order was cancelled after goods had left: return them in the "
                "delivery if they come back."
            )
        return self.env._("The order is cancelled: nothing is left to do.")

    # === BEFORE THE CONFIRMATION === #

    @api.model
    def _explain_release(self, order):
        if not order.is_on_hold:
            return False
        if order.hold_until:
            return self.env._(
                "%(hold)s It ends by itself on %(date)s.",
                hold=order._get_hold_summary(),
                date=format_date(self.env, order.hold_until),
            )
        return self.env._(
            "%(hold)s Release it when the reason is settled.",
            hold=order._get_hold_summary(),
        )

    @api.model
    def _explain_accept(self, order):
        """Say what keeps a paid order from being confirmed, if a person has to decide.

        What the automations noted is shown besides.
        """
        cases = order.flow_failure_ids.filtered(
            lambda failure: failure.case in ("amount_differs", "out_of_stock")
        )
        return order.state in ("draft", "sent") and cases[:1].reason

    @api.model
    def _explain_confirm(self, order):
        if order.flow_stage != "to_confirm":
            return False
        if order.payment_status == "authorized":
            return self.env._(
                "The payment is authorized, but the order is not confirmed: confirm it."
            )
        return self.env._(
            "The customer paid %(amount)s, but the order is not confirmed: confirm it.",
            amount=order._format_money(order.amount_received - order.amount_refunded),
        )

    @api.model
    def _explain_confirm_unpaid(self, order):
        if order.state not in ("draft", "sent") or order.payment_status != "pending":
            return False
        transaction = order.transaction_ids.filtered(lambda tx: tx.state == "pending")[
            :1
        ]
        if transaction.provider_code != "custom":
            return False
        return self.env._(
            "Waiting for %(amount)s by %(provider)s, reference %(reference)s: confirm "
            "the order when the money is there.",
            amount=order._format_money(transaction.amount),
            provider=transaction.provider_id.name,
            reference=order.reference or transaction.reference,
        )

    @api.model
    def _explain_wait_for_payment(self, order):
        if order.flow_stage != "awaiting_payment" or order.state == "sale":
            return False
        if order.payment_status == "pending":
            return self.env._(
                "Waiting for the payment provider to report the customer's payment."
            )
        if order.payment_status == "failed":
            return self._explain_failed_payment(order)
        if order.payment_status == "partially_paid":
            return self.env._(
                "The customer paid %(received)s of %(total)s: waiting for the rest.",
                received=order._format_money(order.amount_received),
                total=order._format_money(order.amount_total),
            )
        return self.env._("Waiting for the customer to pay.")

    @api.model
    def _explain_failed_payment(self, order):
        transaction = order.transaction_ids.filtered(lambda tx: tx.state == "error")[
            -1:
        ]
        if transaction.state_message:
            return self.env._(
                "The customer's payment failed (%(reason)s): waiting for another try.",
                reason=transaction.state_message,
            )
        return self.env._("The customer's payment failed: waiting for another try.")

    @api.model
    def _explain_recover(self, order):
        if order.is_abandoned_cart and not order.cart_recovery_email_sent:
            return self.env._(
                "The customer left the cart without ordering: send a reminder."
            )
        return False

    @api.model
    def _explain_wait_for_checkout(self, order):
        if order.flow_stage != "cart":
            return False
        if order.payment_status == "failed":
            return self._explain_failed_payment(order)
        return self.env._("The customer is still shopping: waiting for the checkout.")

    # === GOODS === #

    @api.model
    def _explain_cancel(self, order):
        if order.flow_stage == "to_ship" and order.payment_status == "refunded":
            return self.env._(
                "The customer has the money back, but the goods are still to ship: "
                "cancel the order."
            )
        return False

    @api.model
    def _explain_ship_late(self, order):
        if not order.is_late:
            return False
        return self.env._(
            "Late: the goods should have left by %(date)s. %(what_to_do)s",
            date=format_date(self.env, order.ship_by),
            what_to_do=self._explain_ship(order),
        )

    @api.model
    def _explain_ship(self, order):
        if order.fulfillment_status not in OPEN_FULFILLMENT_STATUSES:
            return False
        transfer = self._get_next_transfer(order)
        if not transfer:
            return self.env._(
                "No transfer delivers the goods yet: check how they are procured."
            )
        missing = self._get_missing_products(transfer)
        if transfer.state != "assigned":
            return self.env._(
                "%(transfer)s waits for stock: %(products)s.",
                transfer=transfer.name,
                products=missing,
            )
        if order.fulfillment_status == "ready_for_pickup":
            return self.env._(
                "Ready for pickup: validate %(transfer)s when the customer comes.",
                transfer=transfer.name,
            )
        if order._is_pickup() and transfer.shipping_step == "ship" and not missing:
            return self.env._(
                "Warehouse: set %(transfer)s aside, then the customer is told that it "
                "is ready for pickup.",
                transfer=transfer.name,
            )
        if missing:
            return self.env._(
                "Warehouse: validate %(transfer)s in part, or wait for stock: "
                "%(products)s.",
                transfer=transfer.name,
                products=missing,
            )
        return self.env._(
            "Warehouse: validate %(transfer)s (%(step)s).",
            transfer=transfer.name,
            step=transfer.picking_type_id.name,
        )

    @api.model
    def _get_missing_products(self, transfer):
        missing_moves = transfer.move_ids.filtered(
            lambda move: move.state not in ("assigned", "done", "cancel")
        )
        return ", ".join(missing_moves.product_id.mapped("display_name"))

    @api.model
    def _get_next_transfer(self, order):
        """Return the open transfer towards the customer that can be done first."""
        transfers = order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel") and p._leads_to_customer()
        )
        return transfers.sorted(lambda p: (p.state != "assigned", p.id))[:1]

    @api.model
    def _explain_wait_for_return(self, order):
        if order.return_status not in ("requested", "approved", "on_the_way"):
            return False
        transfers = order.picking_ids.filtered(
            lambda p: (
                p.state not in ("done", "cancel") and p.location_id.usage == "customer"
            )
        )
        return self.env._(
            "Waiting for the returned goods: validate %(transfers)s when they are "
            "here.",
            transfers=", ".join(transfers.mapped("name")),
        )

    # === MONEY === #

    @api.model
    def _explain_credit(self, order):
        if order.return_status != "received":
            return False
        if order.invoice_ids.filtered(lambda move: move.state == "posted"):
            return self.env._(
                "Returned goods are here: create the credit note and refund the "
                "payment."
            )
        return self.env._("Returned goods are here: refund the payment.")

    @api.model
    def _explain_capture(self, order):
        if order.flow_stage != "to_ship" and order.payment_status == "authorized":
            return self.env._(
                "The payment is authorized and the goods have left: capture it."
            )
        return False

    @api.model
    def _explain_return_money(self, order):
        if order.payment_status == "overpaid":
            surplus = order.amount_received - order.amount_refunded - order.amount_total
            return self.env._(
                "The customer paid %(amount)s too much: refund it.",
                amount=order._format_money(surplus),
            )
        return False

    @api.model
    def _explain_invoice(self, order):
        if order.state == "sale" and order._is_invoice_due():
            return self.env._("Create the invoice.")
        return False

    @api.model
    def _explain_collect(self, order):
        if order.state != "sale" or order._is_balanced():
            return False
        due = order.amount_total - order.amount_received + order.amount_refunded
        return self.env._(
            "%(amount)s are still to be paid: register the payment in the invoice when "
            "it is there.",
            amount=order._format_money(due),
        )

    @api.model
    def _explain_done(self, order):
        return self.env._("Everything is done.")
