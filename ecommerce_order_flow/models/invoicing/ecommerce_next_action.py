from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "post_cancelled_draft": 112,
            "credit_cancelled": 125,
            "credit": 410,
            "post_draft": 415,
            "invoice": 440,
            "collect": 450,
            "match": 460,
        }

    @api.model
    def _explain_credit_cancelled(self, order):
        if order.state != "cancel" or not order.amount_to_credit:
            return False
        return self.env._(
            "The order is cancelled, but its invoices are %(amount)s too high: create "
            "a credit note for this amount.",
            amount=order._format_money(order.amount_to_credit),
        )

    @api.model
    def _explain_post_cancelled_draft(self, order):
        has_draft = "draft" in order.invoice_ids.mapped("state")
        return order.state == "cancel" and has_draft and self._explain_draft()

    @api.model
    def _explain_credit(self, order):
        credit_notes = order.invoice_ids.filtered(
            lambda move: move.move_type == "out_refund"
        )
        # A draft is explained by `_explain_post_draft`.
        if order.return_status != "received" or "draft" in credit_notes.mapped("state"):
            return False
        amounts = {
            "credit": order._format_money(order.amount_to_credit),
            "refund": order._format_money(max(-order.amount_owed, 0.0)),
        }
        if order.amount_to_credit and order.amount_owed < 0:
            return self.env._(
                "The return has been received: create the credit note for %(credit)s "
                "and refund %(refund)s.",
                **amounts,
            )
        if order.amount_to_credit:
            return self.env._(
                "The return has been received: create the credit note for %(credit)s.",
                **amounts,
            )
        if order.amount_owed < 0:
            return self.env._(
                "The return has been received: refund %(refund)s.", **amounts
            )
        if order.is_invoiceable and order.is_invoice_missing:
            return False  # the credit note is settled with this invoice
        return any(credit_notes.mapped("amount_residual")) and self.env._(
            "Settle the credit note for the return."
        )

    @api.model
    def _explain_post_draft(self, order):
        drafts = order.invoice_ids.filtered(lambda move: move.state == "draft")
        if order.state != "sale" or not drafts:
            return False
        if order.amount_to_credit or "out_refund" not in drafts.mapped("move_type"):
            return self._explain_draft()
        return self.env._(
            "There is a draft credit note, but nothing is to be credited: delete it, "
            "or post it if the customer is to be refunded anyway."
        )

    @api.model
    def _explain_draft(self):
        return self.env._("An invoice or credit note is a draft: post it or delete it.")

    @api.model
    def _explain_invoice(self, order):
        if order.state != "sale" or not order.is_invoice_missing:
            return False
        if not order.amount_to_bill:
            return self.env._("Create the invoice.")
        return self.env._(
            "Create the invoice for %(amount)s.",
            amount=order._format_money(order.amount_to_bill),
        )

    @api.model
    def _explain_collect(self, order):
        if order.state != "sale" or order.amount_owed <= 0:
            return False
        amount = order._format_money(order.amount_owed)
        if order._get_posted_invoices():
            return self.env._(
                "Still unpaid: %(amount)s. Register the payment on the invoice once "
                "it has arrived.",
                amount=amount,
            )
        return self.env._(
            "Still unpaid: %(amount)s. Create the invoice and register the payment "
            "there once it has arrived.",
            amount=amount,
        )

    @api.model
    def _explain_match(self, order):
        """Return the posted documents still open although the balance is zero."""
        open_documents = order.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.amount_residual
        )
        if order.flow_stage in ("done", "cancelled", "cart") or not open_documents:
            return False
        return self.env._(
            "Open in the accounting: %(documents)s. Match what belongs together.",
            documents=", ".join(open_documents.mapped("name")),
        )
