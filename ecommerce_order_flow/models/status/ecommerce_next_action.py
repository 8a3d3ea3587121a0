from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    """Why a web order stands where it stands, who moves next, and with which button.

    The rules are asked in the order of their ranks, the first that has something to say
    answers. To add one: put its code and rank into `_get_rules` and write
    `_explain_<code>`, which returns the sentence or nothing; the code names the button
    in the order's form. Ranks below 200 are for cancelled orders, below 300 for what
    comes before the confirmation, below 400 for goods, below 500 for money.
    """

    _name = "ecommerce.next.action"
    _description = "Next Action of a Web Order"

    @api.model
    def _get_rules(self):
        """Return the rank of each rule by its code: the least one is asked first."""
        return {"cancelled": 130, "wait_for_return": 340, "done": 500}

    @api.model
    def _get(self, order):
        """Return the code and the sentence of the order's next action."""
        rules = self._get_rules()
        for code in sorted(rules, key=rules.get):
            if sentence := getattr(self, f"_explain_{code}")(order):
                return code, sentence
        return False, False

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

    @api.model
    def _explain_done(self, order):
        return self.env._("Everything is done.")
