from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    """Explain the stage of an eCommerce order, who acts next, and with which button.

    The rules are called in the order of their ranks; the first one that returns a
    sentence applies. To add one: put its code and rank into `_get_rules` and write
    `_explain_<code>`, which returns the sentence or a falsy value; the code selects the
    button in the order's form. Ranks below 200 are for cancelled orders, below 300 for
    orders before the confirmation, below 400 for shipping, below 500 for money.
    """

    _name = "ecommerce.next.action"
    _description = "Next Action of an eCommerce Order"

    @api.model
    def _get_rules(self):
        """Return the rank of each rule by its code; the lowest rank comes first."""
        return {
            "unknown": 0,
            "cancelled": 130,
            "wait_for_return": 340,
            "receive_sent_back": 345,
            "done": 500,
        }

    @api.model
    def _get(self, order):
        """Return the code and the sentence of the order's next action."""
        rules = self._get_rules()
        for code in sorted(rules, key=rules.get):
            if sentence := getattr(self, f"_explain_{code}")(order):
                return code, sentence
        return False, False

    @api.model
    def _explain_unknown(self, order):
        return not order.flow_stage and self.env._(
            "Not yet known: the statuses of the orders from before the installation "
            "are being found. The progress is shown under Automations."
        )

    @api.model
    def _explain_cancelled(self, order):
        if order.state != "cancel":
            return False
        if order.fulfillment_status in ("shipped", "delivered", "partially_shipped"):
            return self.env._(
                "The order was cancelled after it was shipped: create a return on the "
                "delivery order once the products come back."
            )
        return self.env._("The order is cancelled: nothing is left to do.")

    @api.model
    def _explain_failed_payment(self, order):
        transaction = order.transaction_ids.filtered(lambda tx: tx.state == "error")[
            -1:
        ]
        if transaction.state_message:
            return self.env._(
                "The payment failed (%(reason)s): waiting for another attempt by the "
                "customer.",
                reason=transaction.state_message,
            )
        return self.env._(
            "The payment failed: waiting for another attempt by the customer."
        )

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
            "Waiting for the return: validate %(transfers)s once it arrives.",
            transfers=", ".join(transfers.mapped("name")),
        )

    @api.model
    def _explain_receive_sent_back(self, order):
        parcels = order.picking_ids.filtered(
            lambda p: p.is_sent_back and any(m._is_outside() for m in p.move_ids)
        )
        return parcels and self.env._(
            "The carrier sent %(transfers)s back: once the products have arrived, "
            "click Return in the transfer and validate the new one. Then ship them "
            "again, or refund them.",
            transfers=", ".join(parcels.mapped("name")),
        )

    @api.model
    def _explain_done(self, order):
        return self.env._("Everything is done.")
